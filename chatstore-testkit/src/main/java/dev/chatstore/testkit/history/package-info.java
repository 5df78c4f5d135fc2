/**
 * Checks a recorded run of concurrent appends and reads.
 *
 * <p>The entry point is {@link dev.chatstore.testkit.history.HistoryChecker}.
 */
@NullMarked
package dev.chatstore.testkit.history;

import org.jspecify.annotations.NullMarked;
