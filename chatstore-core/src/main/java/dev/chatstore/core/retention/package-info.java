/**
 * What leaves a store by itself: old messages and idle conversations by policies, and the holds that keep them.
 *
 * <p>The entry points are {@link dev.chatstore.core.retention.Retention} and {@link dev.chatstore.core.retention.Holds}.
 */
@NullMarked
package dev.chatstore.core.retention;

import org.jspecify.annotations.NullMarked;
