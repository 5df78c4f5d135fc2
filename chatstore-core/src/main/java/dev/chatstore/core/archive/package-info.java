/**
 * The archive: moves older messages of conversations into segments, and reads through to them. {@link
 * dev.chatstore.core.archive.ArchivedBackend} is the layer in front of a durable backend that shows messages wherever they are;
 * {@link dev.chatstore.core.archive.Segments} moves them.
 */
@NullMarked
package dev.chatstore.core.archive;

import org.jspecify.annotations.NullMarked;
