/**
 * The operator's view of a storage: its health, its statistics, and its caches.
 *
 * <p>The entry points are {@code ChatStorage.health()}, {@code ChatStorage.statistics()} and {@code
 * ChatStorage.caches()}.
 */
@NullMarked
package dev.chatstore.core.operations;

import org.jspecify.annotations.NullMarked;
