/**
 * Moves older messages into the archive, and back.
 *
 * <p>The entry point is {@link dev.chatstore.core.archive.run.Archive}.
 */
@NullMarked
package dev.chatstore.core.archive.run;

import org.jspecify.annotations.NullMarked;
