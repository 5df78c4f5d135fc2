/**
 * Loads whole conversations. The entry point is {@link dev.chatstore.jdbi.load.LoadConversations}; its rows are inserted
 * by the {@link dev.chatstore.jdbi.database.RowInsert} of the dialect.
 */
@NullMarked
package dev.chatstore.jdbi.load;

import org.jspecify.annotations.NullMarked;
