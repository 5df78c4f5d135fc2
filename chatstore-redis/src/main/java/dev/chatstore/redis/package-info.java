/**
 * Storage on Redis: one node, the primary that sentinels name, or a cluster.
 *
 * <p>{@link dev.chatstore.redis.RedisBackendProvider} and {@link dev.chatstore.redis.RedisSharedCacheProvider} are
 * found by the scheme of a URL; a program names them only to pass a client of its own.
 */
@NullMarked
package dev.chatstore.redis;

import org.jspecify.annotations.NullMarked;
