/**
 * The segments of the archive, older messages of a conversation in one immutable, compressed content each, and the places of
 * these contents. Users of a store need nothing of this package.
 */
@NullMarked
package dev.chatstore.api.spi.segment;

import org.jspecify.annotations.NullMarked;
