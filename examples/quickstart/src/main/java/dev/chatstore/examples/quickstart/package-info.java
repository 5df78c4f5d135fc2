/**
 * A terminal bot that remembers: it imports a sample history, continues it, stores an incomplete booking between messages,
 * and restores everything after it was killed.
 *
 * <p>The entry point is {@link dev.chatstore.examples.quickstart.Quickstart}; {@code Bot} shows how a bot uses
 * the stores.
 */
@NullMarked
package dev.chatstore.examples.quickstart;

import org.jspecify.annotations.NullMarked;
