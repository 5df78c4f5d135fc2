package dev.chatstore.jdbi.database;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What a program may set of a connection.
 *
 * @param isolation a level of {@link Connection}
 */
public record ConnectionState(boolean autoCommit, boolean readOnly, int isolation) {
    /** Returns the state of a connection. May cost some round trips, and begin a transaction. */
    public static ConnectionState of(Connection connection) throws SQLException {
        return new ConnectionState(
                connection.getAutoCommit(), connection.isReadOnly(), connection.getTransactionIsolation());
    }

    /** Returns this state with another mode of commits. */
    ConnectionState withAutoCommit(boolean other) {
        return new ConnectionState(other, readOnly, isolation);
    }

    /** Brings a connection from another state to this one. Costs nothing where both are equal. */
    void replace(ConnectionState before, Connection connection) throws SQLException {
        if (autoCommit && !before.autoCommit) {
            connection.setAutoCommit(true);
        }
        if (readOnly != before.readOnly) {
            connection.setReadOnly(readOnly);
        }
        if (isolation != before.isolation) {
            connection.setTransactionIsolation(isolation);
        }
        // Last: drivers refuse the other changes in a transaction.
        if (!autoCommit && before.autoCommit) {
            connection.setAutoCommit(false);
        }
    }
}
