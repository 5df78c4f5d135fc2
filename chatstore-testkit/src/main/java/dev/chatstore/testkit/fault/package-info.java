/**
 * Faults of servers and networks, and what a store must keep to under them.
 *
 * <p>The entry points are {@link dev.chatstore.testkit.fault.ServerFaultContract},
 * {@link dev.chatstore.testkit.fault.NetworkFaultContract} and {@link dev.chatstore.testkit.fault.FullDiskContract}: the
 * test class of a backend extends them and says how its server is started and its store opened.
 */
@NullMarked
package dev.chatstore.testkit.fault;

import org.jspecify.annotations.NullMarked;
