/**
 * Keeps the ids of an existing store as pseudonyms, in place. The entry point is {@link
 * dev.chatstore.core.pseudonym.convert.Pseudonymisation}.
 */
@NullMarked
package dev.chatstore.core.pseudonym.convert;

import org.jspecify.annotations.NullMarked;
