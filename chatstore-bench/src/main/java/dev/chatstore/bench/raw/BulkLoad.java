package dev.chatstore.bench.raw;

import dev.chatstore.bench.data.RawRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;

/** The fastest way to load rows over a connection to a database. */
public interface BulkLoad {
    /** Returns its name in the table. */
    String label();

    /** Returns the resource folder of its statements. */
    String folder();

    /** Returns the connection parameters that it needs. */
    String parameters();

    /** Writes the rows; all are durable on return. */
    void load(Connection connection, String table, Iterator<RawRow> rows) throws SQLException;
}
