/**
 * What a backend implements, and what it is given to do so.
 *
 * <p>The entry point is {@link dev.chatstore.api.spi.BackendProvider}, found by {@link java.util.ServiceLoader} and
 * chosen by the scheme of the storage's URL. Users of a store need nothing of this package.
 */
@NullMarked
package dev.chatstore.api.spi;

import org.jspecify.annotations.NullMarked;
