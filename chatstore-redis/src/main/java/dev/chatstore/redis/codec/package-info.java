/** Messages and conversations as bytes, the same for the store, the shared cache and the change feed. */
@NullMarked
package dev.chatstore.redis.codec;

import org.jspecify.annotations.NullMarked;
