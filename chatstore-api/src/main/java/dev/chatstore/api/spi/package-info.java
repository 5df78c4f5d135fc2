/**
 * The interfaces that a backend implements, and the values that it is given.
 *
 * <p>The entry point is {@link dev.chatstore.api.spi.BackendProvider}, which {@link java.util.ServiceLoader} finds and the
 * scheme of the storage's URL selects. Users of a store need nothing of this package.
 */
@NullMarked
package dev.chatstore.api.spi;

import org.jspecify.annotations.NullMarked;
