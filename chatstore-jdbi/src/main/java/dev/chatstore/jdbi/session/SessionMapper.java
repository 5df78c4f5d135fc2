package dev.chatstore.jdbi.session;

import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.jdbi.sql.SelectList;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Reads sessions from the rows of statements. */
final class SessionMapper {
    private static final SelectList COLUMNS = new SelectList("session_columns");
    private static final int OWNER = COLUMNS.position("owner");
    private static final int VERSION = COLUMNS.position("version");
    private static final int STATE = COLUMNS.position("state");
    private static final int CREATED = COLUMNS.position("created_micros");
    private static final int UPDATED = COLUMNS.position("updated_micros");
    private static final int EXPIRES = COLUMNS.position("expires_micros");

    private static final int LEFT = COLUMNS.position("left_micros");

    /** Begins with the columns of the other fragment, so that the positions are the same. */
    private static final SelectList LISTED_COLUMNS = new SelectList("listed_session_columns");

    private static final int NAME = LISTED_COLUMNS.position("name");
    private static final int ID = LISTED_COLUMNS.position("id");

    /** Begins with the columns of the other fragment too. */
    private static final int TENANT = new SelectList("snapshot_session_columns").position("tenant");

    private SessionMapper() {}

    /** Returns the session of the row, with {@code session_columns}, that a query finds. */
    static Optional<StoredSession> session(SessionId id, Query query) {
        return query.map((row, context) -> session(id, row)).findOne();
    }

    /** Returns the session of a row with {@code session_columns}. */
    static StoredSession session(SessionId id, ResultSet row) throws SQLException {
        return new StoredSession(
                id,
                row.getString(OWNER),
                row.getLong(VERSION),
                row.getString(STATE),
                Micros.toInstant(row.getLong(CREATED)),
                Micros.toInstant(row.getLong(UPDATED)),
                expiry(row));
    }

    /** Returns the session of a row with {@code listed_session_columns}. */
    static StoredSession listedSession(String tenant, ResultSet row) throws SQLException {
        return session(new SessionId(tenant, name(row), value(row)), row);
    }

    /** Returns the tenant of a row with {@code snapshot_session_columns}. */
    static String tenant(ResultSet row) throws SQLException {
        return row.getString(TENANT);
    }

    /** Returns the name of a row with {@code listed_session_columns}, which may be none that a session can have. */
    static String name(ResultSet row) throws SQLException {
        return row.getString(NAME);
    }

    /** Returns the id of a row with {@code listed_session_columns}, which may be none that a session can have. */
    static String value(ResultSet row) throws SQLException {
        return row.getString(ID);
    }

    private static StoredSession.@Nullable Expiry expiry(ResultSet row) throws SQLException {
        long expires = row.getLong(EXPIRES);
        return row.wasNull()
                ? null
                : new StoredSession.Expiry(
                        Micros.toInstant(expires), Duration.of(row.getLong(LEFT), ChronoUnit.MICROS));
    }
}
