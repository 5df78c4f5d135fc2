package dev.chatstore.peers;

import com.zaxxer.hikari.HikariDataSource;
import dev.chatstore.testkit.server.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One row per message and nothing else: the bound of what PostgreSQL can do. */
final class RawPeer implements Peer {
    private static final String APPEND = PostgresPool.sql("raw_append.sql");
    private static final String RECENT = PostgresPool.sql("raw_recent.sql");

    private final HikariDataSource pool;

    RawPeer(TestDatabase database) throws SQLException {
        pool = PostgresPool.open(database);
        PostgresPool.run(pool.getConnection(), "raw_table.sql");
    }

    private record RawMessage(long sequence, String role, String content, Instant created) {}

    @Override
    public PeerDescription description() {
        return new PeerDescription(
                "raw row",
                "PostgreSQL JDBC " + Versions.of("postgresql"),
                "one prepared insert per message, one prepared query of the newest rows; no head, no ids, no retries",
                true);
    }

    @Override
    public void open(String conversation, List<String> texts) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(APPEND)) {
            connection.setAutoCommit(false);
            for (String text : texts) {
                bind(statement, conversation, text);
                statement.addBatch();
            }
            statement.executeBatch();
            connection.commit();
        }
    }

    @Override
    public void append(String conversation, String text) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(APPEND)) {
            bind(statement, conversation, text);
            statement.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, String conversation, String text) throws SQLException {
        statement.setString(1, conversation);
        statement.setString(2, "user");
        statement.setString(3, text);
    }

    @Override
    public List<?> recent(String conversation, int count) throws SQLException {
        return newest(conversation, count);
    }

    private List<RawMessage> newest(String conversation, int count) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(RECENT)) {
            statement.setString(1, conversation);
            statement.setInt(2, count);
            try (ResultSet rows = statement.executeQuery()) {
                List<RawMessage> messages = new ArrayList<>();
                while (rows.next()) {
                    messages.add(new RawMessage(
                            rows.getLong(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getTimestamp(4).toInstant()));
                }
                Collections.reverse(messages);
                return messages;
            }
        }
    }

    @Override
    public List<String> texts(String conversation) throws SQLException {
        return newest(conversation, Integer.MAX_VALUE).stream()
                .map(RawMessage::content)
                .toList();
    }

    @Override
    public void close() {
        pool.close();
    }
}
