/**
 * Opens a storage by configuration, and adds to a backend what every backend needs: limits, typed sessions, a cleaner.
 *
 * <p>The entry point is {@link dev.chatstore.ChatStorage}. An argument that is null although it is not marked {@code
 * @Nullable} is refused with {@link dev.chatstore.api.InvalidInputException}, as in {@code dev.chatstore.api}.
 */
@NullMarked
package dev.chatstore;

import org.jspecify.annotations.NullMarked;
