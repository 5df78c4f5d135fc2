package dev.chatstore.bench;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** A table of messages only: no heads, no index on ids. The program assigns the sequences. */
final class RawTable implements AutoCloseable {
    private static final int BATCH_SIZE = 1_000;
    private static final String INSERT = "raw_insert.sql";

    private final RawPool pool;
    private final Conversations conversations;
    private final List<AtomicLong> sequences;

    /** Uses an existing table with these conversations. */
    RawTable(RawPool pool, Conversations conversations) {
        this.pool = pool;
        this.conversations = conversations;
        sequences = Stream.generate(() -> new AtomicLong(conversations.length()))
                .limit(conversations.ids().size())
                .toList();
    }

    /** Creates and fills the table. */
    static RawTable create(RawPool pool, Conversations conversations) throws SQLException {
        RawTable table = new RawTable(pool, conversations);
        pool.run("raw_table.sql");
        for (int i = 0; i < conversations.ids().size(); i++) {
            for (int from = 0; from < conversations.length(); from += BATCH_SIZE) {
                table.insert(i, from + 1, Math.min(BATCH_SIZE, conversations.length() - from));
            }
        }
        return table;
    }

    private void insert(int conversation, int firstSequence, int count) throws SQLException {
        pool.together(INSERT, statement -> {
            for (int i = 0; i < count; i++) {
                bind(statement, conversation, firstSequence + i, SampleMessages.any());
                statement.executeUpdate();
            }
            return count;
        });
    }

    /** Inserts one row, which is durable on return. */
    int insert() throws SQLException {
        return pool.each(INSERT, statement -> {
            int conversation = conversations.next();
            bind(statement, conversation, sequences.get(conversation).incrementAndGet(), SampleMessages.any());
            return statement.executeUpdate();
        });
    }

    private void bind(PreparedStatement statement, int conversation, long sequence, NewMessage message)
            throws SQLException {
        ConversationId id = conversations.ids().get(conversation);
        statement.setString(1, id.tenant());
        statement.setString(2, id.value());
        statement.setLong(3, sequence);
        statement.setLong(4, sequence);
        statement.setString(5, message.role().label());
        statement.setString(6, message.text());
        statement.setLong(7, micros());
        statement.setLong(8, ThreadLocalRandom.current().nextLong());
    }

    /** Returns the current time in microseconds. */
    static long micros() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }

    @Override
    public void close() {
        pool.close();
    }
}
