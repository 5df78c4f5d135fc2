/**
 * Redis as the cache that processes share in front of another store. {@link dev.chatstore.redis.cache.RedisSharedCache}
 * is the entry point.
 */
@NullMarked
package dev.chatstore.redis.cache;

import org.jspecify.annotations.NullMarked;
