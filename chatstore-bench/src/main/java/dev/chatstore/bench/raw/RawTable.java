package dev.chatstore.bench.raw;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.bench.data.ConversationSet;
import dev.chatstore.bench.data.SampleMessages;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** A table of messages only: no heads, no index on ids. The program assigns the sequences. */
public final class RawTable {
    private final ConversationSet conversations;
    private final List<AtomicLong> sequences;

    /** Uses an existing table with the initial messages of these conversations. */
    public RawTable(ConversationSet conversations) {
        this.conversations = conversations;
        sequences = Stream.generate(() -> new AtomicLong(conversations.length()))
                .limit(conversations.ids().size())
                .toList();
    }

    /** Inserts a row of one of the messages, which is durable on return. */
    public int insert(RawPool pool, List<NewMessage> messages) throws SQLException {
        return pool.each("raw_insert.sql", statement -> {
            int conversation = conversations.next();
            bind(
                    statement,
                    conversations.ids().get(conversation),
                    sequences.get(conversation).incrementAndGet(),
                    SampleMessages.any(messages));
            return statement.executeUpdate();
        });
    }

    private static void bind(PreparedStatement statement, ConversationId id, long sequence, NewMessage message)
            throws SQLException {
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
}
