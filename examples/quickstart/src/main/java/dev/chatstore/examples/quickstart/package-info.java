/**
 * A bot in the terminal that remembers: it brings a sample history in, goes on with it, keeps a booking half made
 * between messages, and finds all of it again after it was killed.
 *
 * <p>The entry point is {@link dev.chatstore.examples.quickstart.Quickstart}; what a bot does with the stores is in
 * {@code Bot}.
 */
@NullMarked
package dev.chatstore.examples.quickstart;

import org.jspecify.annotations.NullMarked;
