/**
 * Contracts of stores under server and network faults.
 *
 * <p>The entry points are {@link dev.chatstore.testkit.fault.ServerFaultContract}, {@link
 * dev.chatstore.testkit.fault.NetworkFaultContract} and {@link dev.chatstore.testkit.fault.FullDiskContract}: the test
 * class of a backend extends them, and implements how its server is started and its store opened.
 */
@NullMarked
package dev.chatstore.testkit.fault;

import org.jspecify.annotations.NullMarked;
