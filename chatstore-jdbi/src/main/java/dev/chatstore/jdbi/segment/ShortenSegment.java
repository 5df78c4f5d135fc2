package dev.chatstore.jdbi.segment;

import dev.chatstore.api.Change;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.segment.Segment;
import dev.chatstore.api.spi.segment.StoredSegment;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.jdbi.conversation.FindConversation;
import dev.chatstore.jdbi.conversation.LockedHeads;
import dev.chatstore.jdbi.conversation.StoredHead;
import dev.chatstore.jdbi.sql.Sql;
import dev.chatstore.jdbi.sql.SqlHandle;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Removes the oldest messages of the oldest segment, in one call with all its attempts. For one thread. */
final class ShortenSegment {
    private final LockedHeads heads;
    private final ConversationId id;
    private final Segment segment;
    private final @Nullable StoredSegment left;
    private long written;
    private @Nullable Conversation after;

    ShortenSegment(LockedHeads heads, ConversationId id, Segment segment, @Nullable StoredSegment left) {
        this.heads = heads;
        this.id = id;
        this.segment = segment;
        this.left = left;
        if (left != null
                && (left.segment().first() <= segment.first() || left.segment().last() != segment.last())) {
            throw new InvalidInputException("left", "must be the end of the segment", 0);
        }
    }

    /** Returns whether the messages are removed, by this attempt or by one whose reply was lost. */
    boolean run(SqlHandle sql, Instant now) {
        if (!sql.mayBeCommitted()) {
            written = 0;
        }
        after = null;
        heads.lock(sql, id);
        Optional<StoredHead> found = FindConversation.head(sql, id);
        if (found.isEmpty()) {
            return false;
        }
        Conversation head = found.get().conversation();
        if (head.firstSequence() != segment.first() || !new SegmentRow(id, segment).delete(sql)) {
            after = head;
            return sql.mayBeCommitted() && head.firstSequence() >= first();
        }
        if (left != null) {
            SegmentRow.insert(sql, id, left);
        }
        written = head.version() + 1;
        after = shortened(sql, head, now);
        return true;
    }

    /** Returns the first sequence that stays. */
    private long first() {
        return left == null ? segment.last() + 1 : left.segment().first();
    }

    private Conversation shortened(SqlHandle sql, Conversation head, Instant now) {
        long messages = first() - segment.first();
        long tokens = segment.tokens() - (left == null ? 0 : left.segment().tokens());
        sql.update(Sql.SHORTEN_SEGMENTS, id)
                .bind("messages", messages)
                .bind("tokens", tokens)
                .bind("now", Micros.of(now))
                .execute();
        return new Conversation(
                id,
                written,
                head.messageCount() - messages,
                head.lastSequence(),
                head.tokens() - tokens,
                head.profile(),
                head.archived(),
                head.created(),
                head.lastActivity(),
                now);
    }

    /** Returns the change that this call made, unless another writer's followed it, which reports all of it. */
    Optional<Change> change() {
        return Optional.ofNullable(after)
                .filter(head -> head.version() == written)
                .map(Change.Described::new);
    }
}
