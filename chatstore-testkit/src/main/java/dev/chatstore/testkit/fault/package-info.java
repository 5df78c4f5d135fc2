/**
 * Faults of servers and networks, and what a store must keep to under them.
 *
 * <p>The entry point is {@code ServerFaultContract}: the test class of a backend extends it
 * and says how its server is started and its store opened.
 */
@NullMarked
package dev.chatstore.testkit.fault;

import org.jspecify.annotations.NullMarked;
