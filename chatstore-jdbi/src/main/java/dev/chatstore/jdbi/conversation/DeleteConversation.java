package dev.chatstore.jdbi.conversation;

import dev.chatstore.api.Change;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.jdbi.sql.Sql;
import dev.chatstore.jdbi.sql.SqlHandle;
import dev.chatstore.jdbi.sql.Transactions;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Removes a conversation with its profile, messages, revisions and segments. Its head stays for a while with its version. If it
 * has more rows than {@link Leftovers} remove at once, they are left over. Safe for use by several threads.
 */
public final class DeleteConversation {
    private final Transactions transactions;
    private final LockedHeads heads;
    private final Consumer<Change> committed;

    /**
     * What became of a conversation.
     *
     * @param existed whether it existed before the first attempt
     * @param leftovers whether messages are left over, for {@link Leftovers} to remove
     */
    public record Removal(boolean existed, boolean leftovers) {}

    /**
     * Creates the operation on a database.
     *
     * @param committed is notified of each removal after its commit
     */
    public DeleteConversation(Transactions transactions, LockedHeads heads, Consumer<Change> committed) {
        this.transactions = transactions;
        this.heads = heads;
        this.committed = committed;
    }

    /**
     * Removes a conversation.
     *
     * @param expectedVersion the version that an existing conversation must have, or null to remove it at any version
     * @throws dev.chatstore.api.ConflictException if it exists and has another version
     */
    public Removal run(ConversationId id, @Nullable Long expectedVersion) {
        AtomicReference<@Nullable Long> removed = new AtomicReference<>();
        boolean leftovers = transactions.write(sql -> {
            ConversationHead head = heads.lock(sql, id);
            if (head.exists()) {
                if (expectedVersion != null && expectedVersion != head.version()) {
                    throw conflict(sql, id, expectedVersion, head);
                }
                removed.set(head.version() + 1);
                return remove(sql, id, head);
            }
            if (!sql.mayBeCommitted()) {
                removed.set(null);
            }
            return head.leftover() > 0;
        });
        Long version = removed.get();
        if (version != null) {
            committed.accept(new Change.Removed(id, version));
        }
        return new Removal(version != null, leftovers);
    }

    private static ChatStoreException conflict(
            SqlHandle sql, ConversationId id, long expectedVersion, ConversationHead head) {
        if (sql.mayBeCommitted()) {
            // An earlier attempt may have removed it, and another writer begun a new one.
            return UnavailableException.maybeDone(
                    "the reply to a delete of " + id
                            + " was lost and its outcome is unknown: find the conversation to see",
                    true,
                    null);
        }
        return ReadHistory.conflict(sql, id, expectedVersion, head);
    }

    /** Returns whether messages are left over. */
    private boolean remove(SqlHandle sql, ConversationId id, ConversationHead head) {
        // Each revision has raised the version, so this counts them too.
        boolean small = head.leftover() == 0 && Math.max(head.lastSequence(), head.version()) <= Leftovers.BATCH;
        sql.update(Sql.DELETE_CONVERSATION, id)
                .bind("now", Micros.of(transactions.now()))
                .bind("leftover", small ? 0 : Math.max(head.leftover(), head.lastSequence()))
                .execute();
        sql.update(Sql.DELETE_PROFILE, id).execute();
        if (head.inSegments() > 0) {
            sql.update(Sql.DELETE_SEGMENTS, id).execute();
        }
        if (small) {
            new MessageRange(id, 0, head.lastSequence()).delete(sql);
        } else if (head.leftover() == 0) {
            sql.update(Sql.INSERT_REMOVAL, id).execute();
        }
        return !small;
    }
}
