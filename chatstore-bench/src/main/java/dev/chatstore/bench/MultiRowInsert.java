package dev.chatstore.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Iterator;
import java.util.concurrent.ThreadLocalRandom;

/** Inserts of 1,000 rows, each with its commit. The driver rewrites a batch as one statement. */
final class MultiRowInsert implements BulkLoad {
    private static final int ROWS = 1_000;

    @Override
    public String label() {
        return "inserts of 1,000 rows";
    }

    @Override
    public String folder() {
        return "mysql/";
    }

    @Override
    public String parameters() {
        return "rewriteBatchedStatements=true";
    }

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
