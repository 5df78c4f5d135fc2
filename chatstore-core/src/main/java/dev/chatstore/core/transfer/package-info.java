/**
 * Brings histories in from files and writes them out again.
 *
 * <p>The entry points are {@link dev.chatstore.core.transfer.HistoryImport} and {@link
 * dev.chatstore.core.transfer.HistoryExport}.
 */
@NullMarked
package dev.chatstore.core.transfer;

import org.jspecify.annotations.NullMarked;
