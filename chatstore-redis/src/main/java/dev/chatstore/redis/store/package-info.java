/**
 * Redis as the primary store: one Lua script for each operation. {@link dev.chatstore.redis.store.RedisBackend} is the
 * entry point.
 */
@NullMarked
package dev.chatstore.redis.store;

import org.jspecify.annotations.NullMarked;
