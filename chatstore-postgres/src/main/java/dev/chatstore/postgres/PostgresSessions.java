package dev.chatstore.postgres;

import dev.chatstore.jdbi.database.SessionIdentity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** The sessions of connections, each of which is asked once. Safe for use by several threads. */
final class PostgresSessions {
    private static final String ASK = "select (extract(epoch from backend_start) * 1000000)::bigint"
            + " from pg_stat_activity where pid = ? and pid = pg_backend_pid() and backend_start is not null";

    private final Map<PGConnection, Optional<SessionIdentity>> known = Collections.synchronizedMap(new WeakHashMap<>());

    /** Opens a connection and asks for its session, so that none of its uses has to. */
    Connection open(DataSource source) throws SQLException {
        Connection connection = source.getConnection();
        try {
            of(connection);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * Returns the session of a connection. Null behind a pooler, which shares sessions between connections, for a role that
     * may not see it, and for a connection that hides the driver's.
     */
    @Nullable SessionIdentity of(Connection connection) throws SQLException {
        if (!connection.isWrapperFor(PGConnection.class)) {
            return null;
        }
        PGConnection physical = connection.unwrap(PGConnection.class);
        Optional<SessionIdentity> session = known.get(physical);
        if (session == null) {
            session = ask(connection, physical.getBackendPID());
            known.put(physical, session);
        }
        return session.orElse(null);
    }

    private static Optional<SessionIdentity> ask(Connection connection, int number) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ASK)) {
            statement.setInt(1, number);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(new SessionIdentity(number, row.getLong(1))) : Optional.empty();
            }
        }
    }
}
