/**
 * Real database and Redis servers for tests. A test can share them with the whole JVM, or start, kill, pause and
 * restart its own.
 *
 * <p>The entry points are {@link dev.chatstore.testkit.server.TestServers} and
 * {@link dev.chatstore.testkit.server.RedisServers}.
 */
@NullMarked
package dev.chatstore.testkit.server;

import org.jspecify.annotations.NullMarked;
