/**
 * Runs the statements of the engine: their texts, transactions with retries, and rows as parameters.
 *
 * <p>The entry point is {@link dev.chatstore.jdbi.sql.Transactions}.
 */
@NullMarked
package dev.chatstore.jdbi.sql;

import org.jspecify.annotations.NullMarked;
