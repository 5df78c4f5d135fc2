/**
 * Real database servers for tests: started for the JVM or for one test, and killed, paused and started again at will.
 *
 * <p>The entry point is {@link dev.chatstore.testkit.server.TestServers}.
 */
@NullMarked
package dev.chatstore.testkit.server;

import org.jspecify.annotations.NullMarked;
