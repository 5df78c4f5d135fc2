/**
 * Erases a person from a store, with a certificate of what was found and removed, and exports all that a store holds of a
 * person. {@link Erasure} and {@link PersonExport} are the entry points.
 */
@NullMarked
package dev.chatstore.core.erasure;

import org.jspecify.annotations.NullMarked;
