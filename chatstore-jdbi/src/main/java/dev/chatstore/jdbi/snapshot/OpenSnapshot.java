package dev.chatstore.jdbi.snapshot;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.ForgottenMessage;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.api.spi.segment.StoredSegment;
import dev.chatstore.core.backend.CopiedSnapshot;
import dev.chatstore.jdbi.sql.Transactions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
            Map<ConversationId, List<StoredSegment>> segments = new HashMap<>();
            transaction.conversations().forEachRemaining(conversation -> {
                ConversationSnapshot copy = copied(conversation);
                conversations.add(copy);
                if (hasSegments(copy)) {
                    segments.put(copy.id(), segments(transaction, copy.head()));
                }
            });
            List<StoredSession> sessions = new ArrayList<>();
            transaction.sessions().forEachRemaining(sessions::add);
            return new CopyWithSegments(new CopiedSnapshot(scope, conversations, sessions), segments);
        }
    }

    /** Returns whether the first message is in a segment. The newest one never is. */
    private static boolean hasSegments(ConversationSnapshot conversation) {
        Iterator<MessageSnapshot> messages = conversation.messages().iterator();
        return messages.hasNext()
                && messages.next().message().sequence() > conversation.head().firstSequence();
    }

    /** Returns the segments of a conversation, which are its oldest messages, without a gap. */
    private static List<StoredSegment> segments(StoreSnapshot transaction, Conversation head) {
        List<StoredSegment> segments = new ArrayList<>();
        long next = head.firstSequence();
        for (Optional<StoredSegment> found = transaction.segment(head.id(), next);
                found.isPresent();
                found = transaction.segment(head.id(), next)) {
            segments.add(found.get());
            next = found.get().segment().last() + 1;
        }
        return segments;
    }

    private static ConversationSnapshot copied(ConversationSnapshot conversation) {
        List<MessageSnapshot> messages = new ArrayList<>();
        conversation.messages().forEach(messages::add);
        List<ForgottenMessage> forgotten = new ArrayList<>();
        conversation.forgotten().forEach(forgotten::add);
        return new ConversationSnapshot(conversation.head(), messages, forgotten);
    }
}
