@NullMarked
package dev.chatstore.redis.store;

import org.jspecify.annotations.NullMarked;
