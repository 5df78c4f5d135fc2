package dev.chatstore.jdbi.segment;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.api.spi.segment.Segment;
import dev.chatstore.jdbi.conversation.FindConversation;
import dev.chatstore.jdbi.conversation.LockedHeads;
import dev.chatstore.jdbi.conversation.MessageRange;
import dev.chatstore.jdbi.conversation.StoredHead;
import dev.chatstore.jdbi.load.LoadTables;
import dev.chatstore.jdbi.sql.Sql;
import dev.chatstore.jdbi.sql.SqlHandle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Brings the messages of a segment back into rows, which replace those that recognized them. */
record TakeBackSegment(LockedHeads heads, ConversationId id, Segment segment, List<MessageSnapshot> messages) {
    /** Fails unless the messages are those of the segment. */
    void check() {
        boolean isComplete = messages.size() == segment.messages();
        for (int i = 0; isComplete && i < messages.size(); i++) {
            isComplete = messages.get(i).message().sequence() == segment.first() + i;
        }
        if (!isComplete) {
            throw new InvalidInputException("messages", "must be those of the segment in their order", 0);
        }
    }

    /** Returns whether the messages are back, by this attempt or by one whose reply was lost. */
    boolean run(SqlHandle sql) {
        heads.lock(sql, id);
        Optional<StoredHead> found = FindConversation.head(sql, id);
        if (found.isEmpty()) {
            return false;
        }
        StoredHead head = found.get();
        if (head.firstRow() != segment.last() + 1 || !new SegmentRow(id, segment).delete(sql)) {
            return sql.mayBeCommitted()
                    && head.firstRow() <= segment.first()
                    && head.conversation().lastSequence() > segment.last();
        }
        insertRows(sql);
        sql.update(Sql.MOVE_FROM_SEGMENT, id)
                .bind("messages", segment.messages())
                .execute();
        return true;
    }

    private void insertRows(SqlHandle sql) {
        Map<Long, @Nullable Long> fingerprints = fingerprints(sql);
        new MessageRange(id, segment.first() - 1, segment.last()).deleteMessages(sql);
        LoadTables tables = new LoadTables(sql, sql.has(Sql.LOAD_REPLIES));
        for (MessageSnapshot message : messages) {
            long sequence = message.message().sequence();
            if (fingerprints.containsKey(sequence)) {
                tables.addMessage(id, message, fingerprints.get(sequence));
            } else {
                tables.addMessage(id, message, 0, null);
            }
        }
        tables.insert();
    }

    /** Returns the fingerprints of the messages with an id, by sequence: null for a redacted one. */
    private Map<Long, @Nullable Long> fingerprints(SqlHandle sql) {
        Map<Long, @Nullable Long> fingerprints = new HashMap<>();
        sql.query(Sql.SELECT_FORGOTTEN, id)
                .bind("after", segment.first() - 1)
                .bind("first", segment.last() + 1)
                .bind("limit", messages.size())
                .map((row, context) -> {
                    long fingerprint = row.getLong("fingerprint");
                    Long kept = row.wasNull() ? null : (Long) fingerprint;
                    return fingerprints.put(row.getLong("sequence"), kept);
                })
                .forEach(before -> {});
        return fingerprints;
    }
}
