package dev.chatstore.jdbi;

import dev.chatstore.api.ConflictException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads messages, oldest first. */
final class ReadHistory {
    private final Engine engine;

    ReadHistory(Engine engine) {
        this.engine = engine;
    }

    List<Message> run(ConversationId id, Slice slice) {
        return Collections.unmodifiableList(engine.transactions().read(handle -> run(handle, id, slice)));
    }

    List<Message> run(Handle handle, ConversationId id, Slice slice) {
        if (slice instanceof Slice.PathTo path) {
            return engine.query(handle, Sql.HISTORY_PATH, id)
                    .bind("leaf", path.leaf())
                    .bind("limit", path.limit())
                    .map(MessageMapper.INSTANCE)
                    .list();
        }
        if (slice instanceof Slice.After after) {
            return read(handle, Sql.HISTORY_AFTER, id, after.sequence(), after.limit());
        }
        Slice.Before before = (Slice.Before) slice;
        List<Message> messages = read(handle, Sql.HISTORY_BEFORE, id, before.sequence(), before.limit());
        Collections.reverse(messages);
        return messages;
    }

    private List<Message> read(Handle handle, Sql sql, ConversationId id, long sequence, int limit) {
        return engine.query(handle, sql, id)
                .bind("sequence", sequence)
                .bind("limit", limit)
                .scanResultSet(ReadHistory::messages);
    }

    /** Reads all rows in one plain loop: on this path an iterator over mapped rows is a cost that shows. */
    private static List<Message> messages(Supplier<ResultSet> rows, StatementContext context) throws SQLException {
        try (context) {
            List<Message> messages = new ArrayList<>();
            for (ResultSet row = rows.get(); row.next(); ) {
                messages.add(MessageMapper.INSTANCE.map(row, context));
            }
            return messages;
        }
    }

    /** Returns the message at a sequence, which is the first after the one before. */
    Optional<Message> find(ConversationId id, long sequence) {
        return engine.transactions().read(handle -> find(handle, id, sequence));
    }

    Optional<Message> find(Handle handle, ConversationId id, long sequence) {
        if (sequence < 1) {
            return Optional.empty();
        }
        return read(handle, Sql.HISTORY_AFTER, id, sequence - 1, 1).stream().findFirst();
    }

    Optional<Message> find(ConversationId id, String messageId) {
        return engine.transactions()
                .read(handle -> engine.query(handle, Sql.SELECT_MESSAGE_BY_ID, id)
                        .bind("id", messageId)
                        .map(MessageMapper.INSTANCE)
                        .findOne());
    }

    List<Message> revisions(ConversationId id, long sequence) {
        return engine.transactions().read(handle -> {
            List<Message> revisions = engine.query(handle, Sql.SELECT_REVISIONS, id)
                    .bind("sequence", sequence)
                    .bind("limit", Slice.MAX_LIMIT)
                    .map(MessageMapper.INSTANCE)
                    .list();
            Collections.reverse(revisions);
            return Collections.unmodifiableList(revisions);
        });
    }

    /** Returns the conflict of a writer who expected another version than a head has, with what it missed. */
    ConflictException conflict(Handle handle, ConversationId id, long expectedVersion, Head head) {
        List<Message> newest = head.present()
                ? run(handle, id, Slice.before(head.lastSequence() + 1, ConflictException.MAX_MISSED + 1))
                : List.of();
        List<Message> missed = newest.stream()
                .filter(message -> message.version() > expectedVersion)
                .toList();
        boolean complete = missed.size() <= ConflictException.MAX_MISSED;
        return ConflictException.of(
                id,
                expectedVersion,
                head.visibleVersion(),
                complete ? missed : missed.subList(1, missed.size()),
                complete);
    }
}
