/**
 * The in-memory backend: the reference for what every store does, and a store for tests.
 *
 * <p>The entry point is {@link dev.chatstore.core.memory.MemoryBackendProvider}, chosen by the URL {@code memory:}.
 */
@NullMarked
package dev.chatstore.core.memory;

import org.jspecify.annotations.NullMarked;
