package dev.chatstore.bench.raw;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Role;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The query for the newest messages of a store, by plain JDBC. */
public final class RawRecent implements AutoCloseable {
    private static final String QUERY = "raw_recent.sql";

    private final RawPool pool;

    /** Queries through a pool, which is closed with this. */
    public RawRecent(RawPool pool) {
        this.pool = pool;
    }

    /** Returns the newest messages, oldest first. */
    public List<Message> messages(ConversationId id, int limit) throws SQLException {
        return pool.each(QUERY, statement -> {
            List<Message> messages = new ArrayList<>();
            try (ResultSet row = query(statement, id, limit)) {
                while (row.next()) {
                    messages.add(message(row));
                }
            }
            Collections.reverse(messages);
            return messages;
        });
    }

    private static Message message(ResultSet row) throws SQLException {
        long sequence = row.getLong(1);
        String id = row.getString(3);
        String author = row.getString(5);
        String attachments = row.getString(7);
        String metadata = row.getString(8);
        long parent = row.getLong(9);
        parent = row.wasNull() ? sequence - 1 : parent;
        long edited = row.getLong(14);
        if (attachments != null || metadata != null || !row.wasNull()) {
            throw new IllegalStateException("a message has attachments, metadata or an edit: " + edited);
        }
        Instant created = instant(row.getLong(12));
        return new Message(
                sequence,
                row.getLong(2),
                id,
                Role.of(row.getString(4)),
                author,
                row.getString(6),
                List.of(),
                Map.of(),
                parent,
                row.getLong(10),
                row.getInt(11),
                created,
                said(row, created),
                null,
                row.getInt(15) != 0,
                List.of());
    }

    private static Instant said(ResultSet row, Instant created) throws SQLException {
        long micros = row.getLong(13);
        return row.wasNull() ? created : instant(micros);
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000);
    }

    private static ResultSet query(PreparedStatement statement, ConversationId id, int limit) throws SQLException {
        statement.setString(1, id.tenant());
        statement.setString(2, id.value());
        statement.setLong(3, Long.MAX_VALUE);
        statement.setInt(4, limit);
        return statement.executeQuery();
    }

    @Override
    public void close() {
        pool.close();
    }
}
