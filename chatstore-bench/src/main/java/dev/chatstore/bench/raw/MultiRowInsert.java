package dev.chatstore.bench.raw;

import dev.chatstore.bench.data.RawRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Iterator;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Batches of 1,000 rows, each with its commit. The drivers of MySQL and MariaDB rewrite a batch as one statement; SQLite runs
 * the prepared statement for each row.
 *
 * @param label its name in the report
 * @param folder the resource folder of its statements
 * @param parameters the connection parameters that it needs
 */
public record MultiRowInsert(String label, String folder, String parameters) implements BulkLoad {
    private static final int ROWS = 1_000;

    /** MySQL and MariaDB. */
    public static final BulkLoad MYSQL =
            new MultiRowInsert("inserts of 1,000 rows", "mysql/", "rewriteBatchedStatements=true");

    /** SQLite. */
    public static final BulkLoad SQLITE = new MultiRowInsert("inserts, 1,000 a commit", "sqlite/", "");

    @Override
    public void load(Connection connection, String table, Iterator<RawRow> rows) throws SQLException {
        String sql = SqlFiles.text(folder() + "load.sql").formatted(table);
        connection.setAutoCommit(false);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            while (rows.hasNext()) {
                for (int i = 0; i < ROWS && rows.hasNext(); i++) {
                    bind(statement, rows.next());
                    statement.addBatch();
                }
                statement.executeBatch();
                connection.commit();
            }
        }
        connection.setAutoCommit(true);
    }

    private static void bind(PreparedStatement statement, RawRow row) throws SQLException {
        long random = ThreadLocalRandom.current().nextLong();
        statement.setString(1, row.conversation().tenant());
        statement.setString(2, row.conversation().value());
        statement.setLong(3, row.sequence());
        statement.setLong(4, row.sequence());
        statement.setString(5, row.id());
        statement.setString(6, row.text());
        statement.setLong(7, RawTable.micros());
        statement.setLong(row.id() == null ? 9 : 8, random);
        statement.setNull(row.id() == null ? 8 : 9, Types.BIGINT);
    }
}
