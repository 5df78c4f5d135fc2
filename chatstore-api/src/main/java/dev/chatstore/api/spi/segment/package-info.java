/**
 * The archive as a backend and the places of its files see it: older messages of a conversation in immutable, compressed
 * segments. Users of a store need nothing of this package.
 */
@NullMarked
package dev.chatstore.api.spi.segment;

import org.jspecify.annotations.NullMarked;
