/**
 * Opens storage by configuration and puts around a backend what every backend needs: limits, typed sessions, a cleaner.
 *
 * <p>The entry point is {@link dev.chatstore.core.ChatStorage}.
 */
@NullMarked
package dev.chatstore.core;

import org.jspecify.annotations.NullMarked;
