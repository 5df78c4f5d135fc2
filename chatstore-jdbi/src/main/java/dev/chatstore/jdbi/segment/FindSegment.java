package dev.chatstore.jdbi.segment;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.segment.Segment;
import dev.chatstore.api.spi.segment.StoredSegment;
import dev.chatstore.jdbi.sql.JsonRows;
import dev.chatstore.jdbi.sql.Sql;
import dev.chatstore.jdbi.sql.SqlHandle;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The statements that read the index. */
public final class FindSegment {
    private FindSegment() {}

    /** Returns the segment that contains a sequence, with its content if the database has it. */
    public static Optional<StoredSegment> find(SqlHandle sql, ConversationId id, long sequence) {
        return sql.query(Sql.FIND_SEGMENT, id)
                .bind("sequence", sequence)
                .map((row, context) -> new StoredSegment(segment(row), row.getBytes("content")))
                .findOne();
    }

    /** Returns the segments of a conversation, oldest first. */
    static List<Segment> list(SqlHandle sql, ConversationId id) {
        return sql.query(Sql.LIST_SEGMENTS, id)
                .map((row, context) -> segment(row))
                .list();
    }

    /** Returns the sequence of the last message in a segment for each of some conversations that has segments. */
    static Map<ConversationId, Long> ends(SqlHandle sql, Collection<ConversationId> ids) {
        JsonRows rows = new JsonRows();
        ids.forEach(id -> rows.row().text("tenant", id.tenant()).text("id", id.value()));
        Map<ConversationId, Long> ends = new HashMap<>();
        sql.query(Sql.SEGMENT_ENDS)
                .bind("conversations", rows.toJson())
                .map((row, context) -> ends.put(
                        new ConversationId(row.getString("tenant"), row.getString("id")), row.getLong("last_sequence")))
                .forEach(before -> {});
        return ends;
    }

    /** Returns the sequence of the message that has an id, in a segment or not. */
    static OptionalLong sequence(SqlHandle sql, ConversationId id, String messageId) {
        return sql.query(Sql.SELECT_SEGMENT_SEQUENCE, id).bind("id", messageId).mapTo(Long.class).stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    /** Returns those of some ids that the index has. */
    static Set<String> existing(SqlHandle sql, Collection<String> ids) {
        JsonRows rows = new JsonRows();
        ids.forEach(id -> rows.row().text("id", id));
        return new HashSet<>(sql.query(Sql.EXISTING_SEGMENTS)
                .bind("ids", rows.toJson())
                .mapTo(String.class)
                .list());
    }

    private static Segment segment(ResultSet row) throws SQLException {
        return new Segment(
                row.getString("id"),
                row.getLong("first_sequence"),
                row.getLong("last_sequence"),
                row.getLong("tokens"),
                row.getLong("size_bytes"),
                row.getString("digest"),
                row.getString("place"),
                row.getLong("stored_bytes"));
    }
}
