package dev.chatstore.core.transfer.sql;

import dev.chatstore.core.transfer.source.Fields;
import dev.chatstore.core.transfer.source.MessageDraft;
import dev.chatstore.core.transfer.source.MessageLists;
import dev.chatstore.core.transfer.source.MessageSink;
import dev.chatstore.core.transfer.source.Place;
import dev.chatstore.core.transfer.source.ProfileDraft;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.Region;
import dev.chatstore.core.transfer.source.SourceConversation;
import dev.chatstore.core.transfer.source.SourceReading;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages that a query returns ordered by {@code conversation} and then by their own order. A column {@code message_position}
 * that is null stands for a conversation without messages, and a column {@code conversation_owner} is that of the conversation.
 */
public final class SqlHistory {
    private static final String POSITION = "message_position";
    private static final String OWNER = "conversation_owner";

    private final Connection connection;
    private final String sql;
    private final String name;
    private final MessageLists.Reader reader;

    /**
     * Prepares a reading.
     *
     * @param name the name that places are reported under; their lines are the numbers of rows
     * @param reader reads a row, whose columns' names are in lower case
     */
    public SqlHistory(Connection connection, String sql, String name, MessageLists.Reader reader) {
        this.connection = connection;
        this.sql = sql;
        this.name = name;
        this.reader = reader;
    }

    /**
     * Reads all conversations.
     *
     * @throws IOException if the database refuses the query or a row
     */
    public void read(SourceReading reading) throws IOException {
        try (SqlRows rows = new SqlRows(connection, sql)) {
            rows.next();
            while (!rows.isEnded()) {
                conversation(rows, reading);
            }
        } catch (SQLException e) {
            throw new IOException(name + " cannot be read: the database refuses the query", e);
        }
    }

    private void conversation(SqlRows rows, SourceReading reading) throws IOException, SQLException {
        String conversation = rows.conversation();
        Object owner = rows.values().get(OWNER);
        boolean[] begun = new boolean[1];
        reading.conversation(new SourceConversation(
                conversation,
                new ProfileDraft().owner(Fields.id(owner)).build(),
                place(rows.number(), 0, null),
                sink -> {
                    if (begun[0]) {
                        again(conversation, sink);
                    } else {
                        begun[0] = true;
                        messages(rows, conversation, sink);
                    }
                }));
        // What was refused before its messages were read is passed.
        while (!rows.isEnded() && rows.conversation().equals(conversation)) {
            rows.next();
        }
    }

    /** Reads a conversation's messages once more, by a query of its own. */
    private void again(String conversation, MessageSink sink) throws IOException {
        try (SqlRows rows = new SqlRows(connection, sql)) {
            rows.next();
            while (!rows.isEnded() && !rows.conversation().equals(conversation)) {
                rows.next();
            }
            messages(rows, conversation, sink);
        } catch (SQLException e) {
            throw new IOException(name + " cannot be read: the database refuses the query", e);
        }
    }

    private void messages(SqlRows rows, String conversation, MessageSink sink) throws IOException {
        try {
            long index = 0;
            while (!rows.isEnded() && rows.conversation().equals(conversation)) {
                Map<String, @Nullable Object> row = rows.values();
                if (!row.containsKey(POSITION) || row.get(POSITION) != null) {
                    message(row, place(rows.number(), size(row), index++), sink);
                }
                rows.next();
            }
        } catch (SQLException e) {
            throw new IOException(name + " cannot be read: the database refuses a row", e);
        }
    }

    private void message(Map<String, @Nullable Object> row, Place place, MessageSink sink) throws IOException {
        try {
            MessageDraft draft = new MessageDraft(place);
            String kind = reader.read(row, draft);
            if (kind == null) {
                sink.add(draft.build());
            } else {
                sink.passOver(kind);
            }
        } catch (Refused e) {
            sink.skip(place, e);
        }
    }

    private Place place(long row, long size, @Nullable Long index) {
        return new Place(name, new Region(0, size, row, 1), null, index);
    }

    private static long size(Map<String, @Nullable Object> row) {
        return row.values().stream()
                .mapToLong(value -> value instanceof String text ? text.length() : 0)
                .sum();
    }
}
