/**
 * The operator's view of a storage: health, statistics, and the caches with what can be done to them.
 *
 * <p>The entry points are {@code ChatStorage.health()}, {@code ChatStorage.statistics()} and {@code
 * ChatStorage.caches()}.
 */
@NullMarked
package dev.chatstore.core.operations;

import org.jspecify.annotations.NullMarked;
