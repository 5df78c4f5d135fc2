/**
 * Keeps ids of persons as keyed digests: {@link dev.chatstore.core.pseudonym.Pseudonyms} maps an id to the form that is stored,
 * and stores around those of a backend do so on every path.
 */
@NullMarked
package dev.chatstore.core.pseudonym;

import org.jspecify.annotations.NullMarked;
