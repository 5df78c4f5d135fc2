package dev.chatstore.peers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.zaxxer.hikari.HikariDataSource;
import dev.chatstore.testkit.server.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A model of what many bots do: a conversation is one JSON document, which each append reads and replaces. */
final class JsonRowPeer implements Peer {
    private static final String SELECT = PostgresPool.sql("json_select.sql");
    private static final String UPSERT = PostgresPool.sql("json_upsert.sql");
    private static final TypeReference<List<JsonMessage>> MESSAGES = new TypeReference<>() {};

    private final JsonMapper json = new JsonMapper();
    private final HikariDataSource pool;

    JsonRowPeer(TestDatabase database) throws SQLException {
        pool = PostgresPool.open(database);
        PostgresPool.run(pool.getConnection(), "json_table.sql");
    }

    private record JsonMessage(String role, String content) {}

    @Override
    public PeerDescription description() {
        return new PeerDescription(
                "one JSON row (modelled)",
                "PostgreSQL JDBC " + Versions.of("postgresql"),
                "a jsonb column per conversation: select, append in memory, upsert, without a lock",
                true);
    }

    @Override
    public void open(String conversation, List<String> texts) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            write(
                    connection,
                    conversation,
                    texts.stream().map(JsonRowPeer::user).toList());
        }
    }

    @Override
    public void append(String conversation, String text) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            List<JsonMessage> messages = new ArrayList<>(read(connection, conversation));
            messages.add(user(text));
            write(connection, conversation, messages);
        }
    }

    private static JsonMessage user(String text) {
        return new JsonMessage("user", text);
    }

    @Override
    public List<?> recent(String conversation, int count) throws SQLException {
        return Peer.newest(all(conversation), count);
    }

    @Override
    public List<String> texts(String conversation) throws SQLException {
        return all(conversation).stream().map(JsonMessage::content).toList();
    }

    private List<JsonMessage> all(String conversation) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return read(connection, conversation);
        }
    }

    private List<JsonMessage> read(Connection connection, String conversation) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SELECT)) {
            statement.setString(1, conversation);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? json.readValue(rows.getString(1), MESSAGES) : List.of();
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a row does not contain a list of messages", e);
            }
        }
    }

    private void write(Connection connection, String conversation, List<JsonMessage> messages) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(UPSERT)) {
            statement.setString(1, conversation);
            statement.setString(2, json.writeValueAsString(messages));
            statement.executeUpdate();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the messages cannot be written as JSON", e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
