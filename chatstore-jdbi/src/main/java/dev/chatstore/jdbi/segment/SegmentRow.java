package dev.chatstore.jdbi.segment;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.segment.Segment;
import dev.chatstore.api.spi.segment.StoredSegment;
import dev.chatstore.jdbi.sql.Sql;
import dev.chatstore.jdbi.sql.SqlHandle;

/** A row of the index, which is written while the head of its conversation is locked. */
record SegmentRow(ConversationId conversation, Segment segment) {
    static void insert(SqlHandle sql, ConversationId conversation, StoredSegment stored) {
        Segment segment = stored.segment();
        sql.update(Sql.INSERT_SEGMENT, conversation)
                .bind("first", segment.first())
                .bind("last", segment.last())
                .bind("id", segment.id())
                .bind("tokens", segment.tokens())
                .bind("size", segment.size())
                .bind("digest", segment.digest())
                .bind("place", segment.place())
                .bind("stored", segment.stored())
                .bind("content", stored.content())
                .execute();
    }

    /** Deletes the row, and returns whether there was one. */
    boolean delete(SqlHandle sql) {
        return sql.update(Sql.DELETE_SEGMENT, conversation)
                        .bind("first", segment.first())
                        .bind("id", segment.id())
                        .execute()
                > 0;
    }
}
