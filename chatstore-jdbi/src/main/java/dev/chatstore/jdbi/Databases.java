package dev.chatstore.jdbi;

import javax.sql.DataSource;

/**
 * The connections that a backend works on.
 *
 * @param reader gives connections to read with
 * @param writer gives connections to write with; may be the same
 * @param onClose closes what the backend opened of them
 */
public record Databases(DataSource reader, DataSource writer, Runnable onClose) {}
