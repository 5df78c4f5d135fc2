package dev.chatstore.jdbi.segment;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.segment.Segment;
import dev.chatstore.api.spi.segment.StoredSegment;
import dev.chatstore.jdbi.conversation.MessageRange;
import dev.chatstore.jdbi.sql.Sql;
import dev.chatstore.jdbi.sql.SqlHandle;

/**
 * Moves messages into a segment. As when old messages are removed, a row with an id stays without its content, so that the
 * unique index goes on refusing the id and the look-up goes on finding it.
 */
record PutSegment(ConversationId id, long expectedVersion, StoredSegment stored) {
    /** Returns whether the segment is in the index, by this attempt or by one whose reply was lost. */
    boolean run(SqlHandle sql) {
        Segment segment = stored.segment();
        long after = segment.first() - 1;
        int heads = sql.update(Sql.MOVE_TO_SEGMENT, id)
                .bind("messages", segment.messages())
                .bind("version", expectedVersion)
                .bind("after", after)
                .bind("through", segment.last())
                .execute();
        if (heads == 0) {
            return sql.mayBeCommitted() && isInIndex(sql, segment);
        }
        new MessageRange(id, after, segment.last()).forget(sql);
        SegmentRow.insert(sql, id, stored);
        return true;
    }

    private boolean isInIndex(SqlHandle sql, Segment segment) {
        return FindSegment.find(sql, id, segment.first())
                .filter(found -> found.segment().id().equals(segment.id()))
                .isPresent();
    }
}
