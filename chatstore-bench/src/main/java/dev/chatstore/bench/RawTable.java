package dev.chatstore.bench;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.sqlite.SQLiteConfig.TransactionMode;

/** A table of messages alone: no heads, no index of ids. The program counts the sequences. */
final class RawTable implements AutoCloseable {
    private static final int AT_ONCE = 1_000;

    private final RawSqlite sqlite;
    private final Conversations conversations;
    private final List<AtomicLong> sequences;

    RawTable(Path file, int connections, Conversations conversations) throws SQLException {
        sqlite = new RawSqlite(file, TransactionMode.IMMEDIATE, connections, "raw_insert.sql");
        this.conversations = conversations;
        sequences = Stream.generate(AtomicLong::new)
                .limit(conversations.ids().size())
                .toList();
        sqlite.create("raw_table.sql");
        for (int i = 0; i < sequences.size(); i++) {
            for (int from = 0; from < conversations.length(); from += AT_ONCE) {
                insertMany(i, Math.min(AT_ONCE, conversations.length() - from));
            }
        }
    }

    private void insertMany(int conversation, int count) throws SQLException {
        sqlite.together(statement -> {
            for (int i = 0; i < count; i++) {
                bind(statement, conversation, Texts.any());
                statement.executeUpdate();
            }
            return count;
        });
    }

    /** Inserts one row, which is committed and durable on return. */
    int insert() throws SQLException {
        return sqlite.each(statement -> {
            bind(statement, conversations.next(), Texts.any());
            return statement.executeUpdate();
        });
    }

    private void bind(PreparedStatement statement, int conversation, NewMessage message) throws SQLException {
        ConversationId id = conversations.ids().get(conversation);
        long sequence = sequences.get(conversation).incrementAndGet();
        Instant now = Instant.now();
        statement.setString(1, id.tenant());
        statement.setString(2, id.value());
        statement.setLong(3, sequence);
        statement.setLong(4, sequence);
        statement.setString(5, message.role().label());
        statement.setString(6, message.text());
        statement.setLong(7, now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000);
        statement.setLong(8, ThreadLocalRandom.current().nextLong());
    }

    @Override
    public void close() {
        sqlite.close();
    }
}
