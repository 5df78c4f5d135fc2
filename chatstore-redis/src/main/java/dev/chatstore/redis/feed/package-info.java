/**
 * Changes on their way from one process to the others, by publish and subscribe. {@link
 * dev.chatstore.redis.feed.RedisChangeFeed} is the entry point.
 */
@NullMarked
package dev.chatstore.redis.feed;

import org.jspecify.annotations.NullMarked;
