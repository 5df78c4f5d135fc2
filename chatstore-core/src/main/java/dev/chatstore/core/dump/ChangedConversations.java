package dev.chatstore.core.dump;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.StoreSnapshot;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Finds by their heads the conversations of a snapshot that a target does not have as they are. Many heads are looked up at once. For
 * one thread.
 */
final class ChangedConversations {
    private static final int HEADS = 500;
    private static final long BYTES = 4 << 20;

    private final StoreSnapshot source;
    private final RestoreTally tally;
    private final Existing existing;

    ChangedConversations(StoreSnapshot source, StoreAccess target, RestoreTally tally) {
        this.source = source;
        this.tally = tally;
        this.existing = new Existing(target);
    }

    /** Passes each of them to an action, which may write to the target. */
    void forEach(Consumer<ConversationId> action) {
        try (existing) {
            Iterator<Conversation> heads = source.heads();
            while (heads.hasNext()) {
                ConversationRestore.checkNotInterrupted();
                List<ConversationId> changed = changed(batch(heads));
                if (!changed.isEmpty()) {
                    // Its connection may be the only one.
                    existing.close();
                    changed.forEach(action);
                }
            }
        }
    }

    private List<Conversation> batch(Iterator<Conversation> heads) {
        List<Conversation> batch = new ArrayList<>();
        for (long bytes = 0; batch.size() < HEADS && bytes < BYTES && heads.hasNext(); ) {
            try {
                Conversation head = heads.next();
                batch.add(head);
                bytes += Incoming.bytes(head.profile());
            } catch (CorruptDataException e) {
                tally.unreadable(e);
            }
        }
        return batch;
    }

    private List<ConversationId> changed(List<Conversation> given) {
        Map<ConversationId, Conversation> found =
                existing.heads(given.stream().map(Conversation::id).toList());
        List<ConversationId> changed = new ArrayList<>();
        for (Conversation head : given) {
            Conversation other = found.get(head.id());
            if (other != null && isSame(head, other)) {
                tally.alreadyThere(head, other.version());
            } else {
                changed.add(head.id());
            }
        }
        return changed;
    }

    /** A replacement raises versions, so that one that is higher tells nothing. */
    static boolean isSame(Conversation given, Conversation found) {
        return found.version() >= given.version()
                && found.updated().equals(given.updated())
                && found.lastActivity().equals(given.lastActivity())
                && found.created().equals(given.created())
                && found.messageCount() == given.messageCount()
                && found.lastSequence() == given.lastSequence()
                && found.tokens() == given.tokens()
                && found.archived() == given.archived()
                && found.profile().equals(given.profile());
    }
}
