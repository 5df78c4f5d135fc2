package dev.chatstore.jdbi.conversation;

import dev.chatstore.api.Change;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.OldMessages;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.jdbi.sql.Sql;
import dev.chatstore.jdbi.sql.SqlHandle;
import dev.chatstore.jdbi.sql.Transactions;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Removes the oldest messages of a conversation. A row with an id stays without its content, so that the unique index goes
 * on refusing the id and the look-up goes on finding it. Safe for use by several threads.
 */
public final class TrimConversation implements OldMessages {
    private final Transactions transactions;
    private final LockedHeads heads;
    private final FindConversation find;
    private final Consumer<Change> committed;

    /**
     * Creates the operation on a database.
     *
     * @param committed is notified of each change after its commit
     */
    public TrimConversation(Transactions transactions, LockedHeads heads, Consumer<Change> committed) {
        this.transactions = transactions;
        this.heads = heads;
        find = new FindConversation(transactions);
        this.committed = committed;
    }

    @Override
    public int trim(ConversationId id, @Nullable Instant created, long first, int limit) {
        Trimming trimming = new Trimming(id, created, first, limit);
        Optional<Conversation> now = transactions.write(trimming::run);
        now.filter(head -> head.version() == trimming.written)
                .map(Change.Described::new)
                .ifPresent(committed);
        return trimming.removed;
    }

    /** One call with all its attempts. For one thread. */
    private final class Trimming {
        private final ConversationId id;
        private final @Nullable Instant created;
        private final long first;
        private final int limit;

        /** The range as the first attempt found it, which a later one goes on with. */
        private @Nullable MessageRange range;

        private long written;
        private int removed;

        Trimming(ConversationId id, @Nullable Instant created, long first, int limit) {
            this.id = id;
            this.created = created;
            this.first = first;
            this.limit = limit;
        }

        /** Returns the conversation after the change, or as it is if there is nothing to change; empty if it is missing. */
        Optional<Conversation> run(SqlHandle sql) {
            if (!sql.mayBeCommitted()) {
                range = null;
                written = 0;
            }
            removed = 0;
            boolean hasSegments = heads.lock(sql, id).inSegments() > 0;
            return find.one(sql, id).map(head -> hasSegments ? unchanged(head) : trimmed(sql, head));
        }

        /** The oldest messages are in segments, which the layer above shortens first. */
        private Conversation unchanged(Conversation head) {
            MessageRange wanted = range;
            if (wanted != null && head.firstSequence() > wanted.through()) {
                // Done by an attempt whose reply was lost. The segments came after it.
                removed = (int) (wanted.through() - wanted.after());
            }
            return head;
        }

        private Conversation trimmed(SqlHandle sql, Conversation head) {
            boolean isOther = created != null && !created.equals(head.created());
            if (isOther && range == null) {
                return head;
            }
            MessageRange wanted = range == null ? range(head) : range;
            range = wanted;
            removed = (int) Math.max(0, wanted.through() - wanted.after());
            long after = Math.max(wanted.after(), head.firstSequence() - 1);
            long through = Math.min(wanted.through(), head.lastSequence());
            if (through <= after || isOther) {
                // With nothing to do, or done by an attempt whose reply was lost.
                return head;
            }
            Instant now = transactions.now();
            written = head.version() + 1;
            return remove(sql, head, new MessageRange(id, after, through), now);
        }

        private MessageRange range(Conversation head) {
            long after = head.firstSequence() - 1;
            return new MessageRange(
                    id, after, Math.min(Math.min(Math.max(1, first) - 1, head.lastSequence()), after + limit));
        }
    }

    private Conversation remove(SqlHandle sql, Conversation head, MessageRange range, Instant now) {
        long messages = range.through() - range.after();
        long tokens = range.tokens(sql);
        range.forget(sql);
        sql.update(Sql.TRIM_CONVERSATION, head.id())
                .bind("messages", messages)
                .bind("tokens", tokens)
                .bind("now", Micros.of(now))
                .execute();
        return new Conversation(
                head.id(),
                head.version() + 1,
                head.messageCount() - messages,
                head.lastSequence(),
                head.tokens() - tokens,
                head.profile(),
                head.archived(),
                head.created(),
                head.lastActivity(),
                now);
    }
}
