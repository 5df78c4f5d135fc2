/**
 * Access to Redis: URLs and settings, connections, calls with their retries, scripts, keys, and the meaning of errors.
 * {@link dev.chatstore.redis.client.RedisCalls} is where calls go.
 */
@NullMarked
package dev.chatstore.redis.client;

import org.jspecify.annotations.NullMarked;
