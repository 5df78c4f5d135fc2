@NullMarked
package dev.chatstore.redis.cache;

import org.jspecify.annotations.NullMarked;
