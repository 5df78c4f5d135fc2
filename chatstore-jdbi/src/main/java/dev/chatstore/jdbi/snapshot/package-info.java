/**
 * Reads a part of a store as it was at one moment. The entry point is {@link dev.chatstore.jdbi.snapshot.OpenSnapshot}.
 */
@NullMarked
package dev.chatstore.jdbi.snapshot;

import org.jspecify.annotations.NullMarked;
