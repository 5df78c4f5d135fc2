package dev.chatstore.jdbi.conversation;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.jdbi.sql.Sql;
import dev.chatstore.jdbi.sql.SqlHandle;
import dev.chatstore.jdbi.sql.Transactions;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Removes a conversation with its profile, messages and revisions. Its head stays for a while with its version. Safe
 * for use by several threads.
 */
public final class DeleteConversation {
    private final Transactions transactions;
    private final LockedHeads heads;
    private final Consumer<Change> committed;

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

    /** Removes a conversation. Returns whether it existed before the first attempt. */
    public boolean run(ConversationId id) {
        AtomicReference<@Nullable Long> removed = new AtomicReference<>();
        transactions.write(sql -> {
            ConversationHead head = heads.lock(sql, id);
            if (head.exists()) {
                remove(sql, id);
                removed.set(head.version() + 1);
            } else if (!sql.mayBeCommitted()) {
                removed.set(null);
            }
            return head;
        });
        Long version = removed.get();
        if (version != null) {
            committed.accept(new Change.Removed(id, version));
        }
        return version != null;
    }

    private void remove(SqlHandle sql, ConversationId id) {
        sql.update(Sql.DELETE_CONVERSATION, id)
                .bind("now", Micros.of(transactions.now()))
                .execute();
        sql.update(Sql.DELETE_PROFILE, id).execute();
        sql.update(Sql.DELETE_CONVERSATION_REVISIONS, id).execute();
        sql.update(Sql.DELETE_MESSAGES, id).execute();
    }
}
