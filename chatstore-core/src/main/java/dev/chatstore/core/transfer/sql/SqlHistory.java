package dev.chatstore.core.transfer.sql;

import dev.chatstore.core.transfer.source.BrokenSource;
import dev.chatstore.core.transfer.source.Digest;
import dev.chatstore.core.transfer.source.Fields;
import dev.chatstore.core.transfer.source.LongMap;
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

/** Reads the messages that a query returns. */
public final class SqlHistory {
    private final Connection connection;
    private final SqlQuery query;
    private final String name;
    private final Reader reader;
    private final LongMap read = new LongMap();

    /**
     * Prepares a reading.
     *
     * @param name the name that places are reported under; their lines are the numbers of rows
     */
    public SqlHistory(Connection connection, SqlQuery query, String name, Reader reader) {
        this.connection = connection;
        this.query = query;
        this.name = name;
        this.reader = reader;
    }

    /** Reads the messages of a row, most often one. */
    public interface Reader {
        /** Reads a row, whose columns' names are in lower case. What is refused is skipped. */
        void read(Map<String, @Nullable Object> row, Place place, MessageSink sink) throws IOException, Refused;
    }

    /**
     * Reads all conversations. A row that names none is skipped.
     *
     * @throws BrokenSource if the rows of a conversation are not together
     * @throws IOException if the database refuses the query or a row
     */
    public void read(SourceReading reading) throws IOException {
        try (SqlRows rows = new SqlRows(connection, query.all(), null)) {
            rows.next();
            while (!rows.isEnded()) {
                String conversation = rows.conversation();
                if (conversation == null) {
                    reading.skip(place(rows.number(), 0, null), new Refused("names no conversation"));
                    rows.next();
                } else {
                    conversation(conversation, rows, reading);
                }
            }
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    private IOException refused(SQLException e) {
        return new IOException(name + " cannot be read: the database refuses the query or a row", e);
    }

    private void conversation(String conversation, SqlRows rows, SourceReading reading)
            throws IOException, SQLException {
        Place place = place(rows.number(), 0, null);
        if (read.increment(Digest.of(conversation)) > 1) {
            throw new BrokenSource(
                    place,
                    new Refused("continues a conversation that has ended: the database takes the names of several"
                            + " conversations for equal; give a view that orders them by their bytes"));
        }
        Object key = rows.key();
        boolean[] begun = new boolean[1];
        reading.conversation(new SourceConversation(
                conversation, new ProfileDraft().owner(owner(rows)).build(), place, sink -> {
                    if (begun[0]) {
                        again(conversation, key, sink);
                    } else {
                        begun[0] = true;
                        messages(rows, conversation, sink);
                    }
                }));
        // What was refused before its messages were read is passed.
        while (conversation.equals(rows.conversation())) {
            rows.next();
        }
    }

    private @Nullable String owner(SqlRows rows) throws SQLException {
        try {
            return query.owner() == null ? null : Fields.id(rows.values().get(query.owner()));
        } catch (Refused e) {
            // The row is refused where its messages are read.
            return null;
        }
    }

    /** Reads a conversation's messages once more, by a query of its own, which may return others that are taken for equal. */
    private void again(String conversation, @Nullable Object key, MessageSink sink) throws IOException {
        try (SqlRows rows = new SqlRows(connection, query.one(), key)) {
            rows.next();
            while (!rows.isEnded() && !conversation.equals(rows.conversation())) {
                rows.next();
            }
            messages(rows, conversation, sink);
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    private void messages(SqlRows rows, String conversation, MessageSink sink) throws IOException {
        try {
            long index = 0;
            while (conversation.equals(rows.conversation())) {
                message(rows, index++, sink);
                rows.next();
            }
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    private void message(SqlRows rows, long index, MessageSink sink) throws IOException, SQLException {
        Place place = place(rows.number(), 0, index);
        try {
            Map<String, @Nullable Object> row = rows.values();
            if (query.position() == null || !row.containsKey(query.position()) || row.get(query.position()) != null) {
                place = place(rows.number(), size(row), index);
                reader.read(row, place, sink);
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
