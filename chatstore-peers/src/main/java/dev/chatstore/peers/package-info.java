/**
 * Compares chatstore with other chat memories for Java, and with the raw operations that bound them.
 *
 * <p>The entry point is {@link dev.chatstore.peers.PeerTable}, which measures all and writes a table.
 */
@NullMarked
package dev.chatstore.peers;

import org.jspecify.annotations.NullMarked;
