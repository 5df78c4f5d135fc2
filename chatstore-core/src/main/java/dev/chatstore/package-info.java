/**
 * Opens a storage by configuration, and adds to a backend what every backend needs: limits, typed sessions, a cleaner.
 *
 * <p>The entry point is {@link dev.chatstore.ChatStorage}.
 */
@NullMarked
package dev.chatstore;

import org.jspecify.annotations.NullMarked;
