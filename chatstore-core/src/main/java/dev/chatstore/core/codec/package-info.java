/**
 * How values are written as text, the same on every backend. For authors of backends.
 *
 * <p>The entry points are {@link dev.chatstore.core.codec.Json} and {@link dev.chatstore.core.codec.Fingerprint}.
 */
@NullMarked
package dev.chatstore.core.codec;

import org.jspecify.annotations.NullMarked;
