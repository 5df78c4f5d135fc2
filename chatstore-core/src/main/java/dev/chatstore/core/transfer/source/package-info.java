/**
 * What a format of an export is made of: files that are read as streams, and the conversations and messages found in them.
 *
 * <p>The entry point is {@link dev.chatstore.core.transfer.source.Format}.
 */
@NullMarked
package dev.chatstore.core.transfer.source;

import org.jspecify.annotations.NullMarked;
