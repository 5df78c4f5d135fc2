/**
 * The comparison of cached conversations with the durable store. The entry point is {@link
 * dev.chatstore.core.coherence.CoherenceCheck}.
 */
@NullMarked
package dev.chatstore.core.coherence;

import org.jspecify.annotations.NullMarked;
