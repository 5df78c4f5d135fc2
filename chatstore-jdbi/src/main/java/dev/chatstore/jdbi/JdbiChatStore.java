package dev.chatstore.jdbi;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.Change;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.Page;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Slice;
import dev.chatstore.jdbi.append.AppendWithToken;
import dev.chatstore.jdbi.append.WriteQueue;
import dev.chatstore.jdbi.conversation.ChangeConversation;
import dev.chatstore.jdbi.conversation.DeleteConversation.Removal;
import dev.chatstore.jdbi.conversation.FindConversation;
import dev.chatstore.jdbi.conversation.Leftovers;
import dev.chatstore.jdbi.conversation.LockedHeads;
import dev.chatstore.jdbi.conversation.ReadHistory;
import dev.chatstore.jdbi.conversation.ReviseMessage;
import dev.chatstore.jdbi.sql.Transactions;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The conversations in a database. Each method is one operation of a class of its own. */
final class JdbiChatStore implements ChatStore {
    private static final Logger LOG = LoggerFactory.getLogger(JdbiChatStore.class);

    private final WriteQueue queue;
    private final Leftovers leftovers;
    private final RandomGenerator random;
    private final FindConversation find;
    private final ChangeConversation change;
    private final ReadHistory history;
    private final ReviseMessage revise;

    JdbiChatStore(
            Transactions transactions,
            LockedHeads heads,
            WriteQueue queue,
            RandomGenerator random,
            Consumer<Change> committed) {
        this.queue = queue;
        leftovers = new Leftovers(transactions, heads);
        this.random = random;
        find = new FindConversation(transactions);
        history = new ReadHistory(transactions);
        change = new ChangeConversation(transactions, heads, find, committed);
        revise = new ReviseMessage(transactions, heads, committed);
    }

    @Override
    public Conversation open(ConversationId id, Profile profile) {
        return change.open(id, profile);
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
        return find.one(id);
    }

    @Override
    public Page<Conversation> list(ConversationQuery query) {
        return find.page(query);
    }

    @Override
    public long count(ConversationQuery query) {
        return find.count(query);
    }

    @Override
    public Optional<Conversation> patch(ConversationPatch patch) {
        return change.patch(patch);
    }

    @Override
    public boolean delete(ConversationId id) {
        return delete(id, queue.delete(id, null));
    }

    @Override
    public boolean delete(ConversationId id, long expectedVersion) {
        return delete(id, queue.delete(id, expectedVersion));
    }

    /** Removes what is left over outside of the queue, so that no other write waits for more than a batch. */
    private boolean delete(ConversationId id, Removal removal) {
        if (removal.leftovers()) {
            try {
                leftovers.remove(id);
            } catch (ChatStoreException e) {
                // The conversation is deleted for everybody.
                LOG.warn("The cleaner will remove what is left of a deleted conversation: {}", e.getMessage());
            }
        }
        return removal.existed();
    }

    @Override
    public List<AppendOutcome> appendAll(List<Append> appends) {
        if (appends.isEmpty()) {
            return List.of();
        }
        return queue.append(appends.stream()
                .map(append -> AppendWithToken.of(append, random))
                .toList());
    }

    @Override
    public List<Message> history(ConversationId id, Slice slice) {
        return history.slice(id, slice);
    }

    @Override
    public Optional<Message> find(ConversationId id, long sequence) {
        return history.find(id, sequence);
    }

    @Override
    public Optional<Message> find(ConversationId id, String messageId) {
        return history.find(id, messageId);
    }

    @Override
    public Optional<Message> edit(ConversationId id, long sequence, MessageEdit edit) {
        return revise.edit(id, sequence, edit);
    }

    @Override
    public Optional<Message> edit(ConversationId id, String messageId, MessageEdit edit) {
        return revise.edit(id, messageId, edit);
    }

    @Override
    public Optional<Message> redact(ConversationId id, long sequence) {
        return revise.redact(id, sequence);
    }

    @Override
    public Optional<Message> redact(ConversationId id, String messageId) {
        return revise.redact(id, messageId);
    }

    @Override
    public List<Message> revisions(ConversationId id, long sequence) {
        return history.revisions(id, sequence);
    }
}
