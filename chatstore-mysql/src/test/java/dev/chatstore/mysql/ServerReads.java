package dev.chatstore.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Counts the rows that a server reads, including those of temporary tables. */
final class ServerReads implements AutoCloseable {
    private final Connection administrator;

    ServerReads(Connection administrator) {
        this.administrator = administrator;
    }

    /** Returns the number of rows that the server reads for an operation while it is otherwise idle. */
    long of(Runnable operation) {
        try {
            long before = soFar();
            long toTellThat = soFar() - before;
            operation.run();
            return soFar() - before - 2 * toTellThat;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long soFar() throws SQLException {
        try (Statement statement = administrator.createStatement();
                ResultSet rows = statement.executeQuery("show global status like 'Handler\\_read\\_%'")) {
            long sum = 0;
            while (rows.next()) {
                sum += rows.getLong(2);
            }
            return sum;
        }
    }

    @Override
    public void close() throws SQLException {
        administrator.close();
    }
}
