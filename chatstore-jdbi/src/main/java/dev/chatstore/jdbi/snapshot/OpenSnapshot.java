package dev.chatstore.jdbi.snapshot;

import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.ForgottenMessage;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.backend.CopiedSnapshot;
import dev.chatstore.jdbi.sql.Transactions;
import java.util.ArrayList;
import java.util.List;

/** Opens snapshots of a database. Safe for use by several threads. */
public final class OpenSnapshot {
    private final Transactions transactions;

    /** Creates the operation on a database. */
    public OpenSnapshot(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Opens a snapshot: a transaction, or a copy in memory where a transaction that reads would block writers.
     *
     * @throws UnavailableException if the database cannot be reached
     */
    public StoreSnapshot open(StoreScope scope) {
        return transactions.readersBlockWriters()
                // All of it: others than those of the scope can be found too.
                ? copied(new JdbiSnapshot(transactions.beginReading(), StoreScope.everything()), scope)
                : new JdbiSnapshot(transactions.beginReading(), scope);
    }

    private static StoreSnapshot copied(StoreSnapshot transaction, StoreScope scope) {
        try (transaction) {
            List<ConversationSnapshot> conversations = new ArrayList<>();
            transaction.conversations().forEachRemaining(conversation -> conversations.add(copied(conversation)));
            List<StoredSession> sessions = new ArrayList<>();
            transaction.sessions().forEachRemaining(sessions::add);
            return new CopiedSnapshot(scope, conversations, sessions);
        }
    }

    private static ConversationSnapshot copied(ConversationSnapshot conversation) {
        List<MessageSnapshot> messages = new ArrayList<>();
        conversation.messages().forEach(messages::add);
        List<ForgottenMessage> forgotten = new ArrayList<>();
        conversation.forgotten().forEach(forgotten::add);
        return new ConversationSnapshot(conversation.head(), messages, forgotten);
    }
}
