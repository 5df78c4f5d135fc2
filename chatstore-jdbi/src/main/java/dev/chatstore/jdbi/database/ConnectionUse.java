package dev.chatstore.jdbi.database;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The state in which the engine uses connections, and the one in which their owner keeps them and gets them back. Where
 * both are equal, a use costs nothing more.
 *
 * @param kept the owner's state
 * @param needed the engine's state
 */
public record ConnectionUse(ConnectionState kept, ConnectionState needed) {
    /** Connections that are always in the state that the engine needs. */
    public static final ConnectionUse AS_THEY_ARE = unchanged();

    private static ConnectionUse unchanged() {
        ConnectionState any = new ConnectionState(true, false, Connection.TRANSACTION_NONE);
        return new ConnectionUse(any, any);
    }

    /**
     * Returns the use of an application's own connections, as one of them shows it: in autocommit mode, writable and at
     * an isolation level.
     */
    public static ConnectionUse of(Connection own, int isolation) throws SQLException {
        ConnectionState kept = ConnectionState.of(own);
        if (!kept.autoCommit()) {
            own.rollback();
        }
        return new ConnectionUse(kept, new ConnectionState(true, false, isolation));
    }

    /** Returns the use by transactions, which set the mode of commits themselves. */
    public ConnectionUse forTransactions() {
        return new ConnectionUse(kept, needed.withAutoCommit(kept.autoCommit()));
    }

    /** Returns whether connections are used in the state in which they are kept. */
    public boolean changesNothing() {
        return kept.equals(needed);
    }

    /** Brings a connection into the state that the engine needs. */
    public void begin(Connection connection) throws SQLException {
        needed.replace(kept, connection);
    }

    /** Brings a connection back into the state in which its owner keeps it. */
    public void end(Connection connection) throws SQLException {
        kept.replace(needed, connection);
    }
}
