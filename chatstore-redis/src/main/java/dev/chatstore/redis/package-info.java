/**
 * Storage on Redis, one node, Sentinel or a cluster, and what talks to it.
 *
 * <p>{@link dev.chatstore.redis.RedisBackendProvider} is found by the schemes of its URLs; nobody needs to name it.
 */
@NullMarked
package dev.chatstore.redis;

import org.jspecify.annotations.NullMarked;
