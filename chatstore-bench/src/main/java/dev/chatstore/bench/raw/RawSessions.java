package dev.chatstore.bench.raw;

import dev.chatstore.api.SessionKey;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Sessions as raw rows: two statements, each with its commit, and no decoding of the state. */
public final class RawSessions implements AutoCloseable {
    private final RawPool pool;

    /** Uses a pool, which is closed with this. */
    public RawSessions(RawPool pool) {
        this.pool = pool;
    }

    private record Row(long version, String state) {}

    /** Copies the sessions of the store into the raw table. */
    public void copy() throws SQLException {
        pool.run("raw_sessions.sql");
    }

    /** Updates a session and returns its version. */
    public long update(SessionKey key) throws SQLException {
        Row row = pool.each("raw_session_select.sql", statement -> {
            statement.setString(1, key.tenant());
            statement.setString(2, key.value());
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return new Row(result.getLong(1), result.getString(2));
            }
        });
        String state = row.state().substring(1) + row.state().charAt(0);
        int changed = pool.each("raw_session_update.sql", statement -> {
            statement.setString(1, state);
            statement.setLong(2, RawTable.micros());
            statement.setString(3, key.tenant());
            statement.setString(4, key.value());
            statement.setLong(5, row.version());
            return statement.executeUpdate();
        });
        if (changed != 1) {
            throw new IllegalStateException("a session was changed concurrently");
        }
        return row.version() + 1;
    }

    @Override
    public void close() {
        pool.close();
    }
}
