/**
 * The caches in front of a durable store, as one process uses them: its own cache, the shared cache behind a circuit
 * breaker, and the rules by which both stay behind the durable store by a bound at most and never go back. The entry
 * points are {@link dev.chatstore.core.cache.WindowCaches} and {@link dev.chatstore.core.cache.SessionCaches}.
 */
@NullMarked
package dev.chatstore.core.cache;

import org.jspecify.annotations.NullMarked;
