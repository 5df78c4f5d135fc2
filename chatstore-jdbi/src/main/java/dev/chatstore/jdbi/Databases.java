package dev.chatstore.jdbi;

import javax.sql.DataSource;

/**
 * The connections that a backend works on. Any of the data sources may be the same as another.
 *
 * @param reads gives connections for statements that only read
 * @param statements gives connections, in autocommit mode, for single statements that write
 * @param transactions gives connections for transactions
 * @param writers how many transactions there are room for at once
 * @param onClose closes what the backend opened of them
 */
public record Databases(
        DataSource reads, DataSource statements, DataSource transactions, int writers, Runnable onClose) {}
