package dev.chatstore.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;

/** The fastest way into a table that a server has for a program with a connection. */
interface BulkLoad {
    /** Returns what the table calls it. */
    String label();

    /** Returns the folder of its statements. */
    String folder();

    /** Returns the parameters of a connection for it. */
    String parameters();

    /** Writes the rows; all are durable on return. */
    void load(Connection connection, String table, Iterator<RawRow> rows) throws SQLException;
}
