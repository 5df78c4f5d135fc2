/**
 * The forms in which conversations are written: for tools as lines of chat-completion JSON and CSV, for people as
 * Markdown and HTML. Not API.
 *
 * <p>The entry point is {@link dev.chatstore.core.export.ExportFormat}.
 */
@NullMarked
package dev.chatstore.core.export;

import org.jspecify.annotations.NullMarked;
