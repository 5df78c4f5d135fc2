package dev.chatstore.testkit.segment;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ForwardingChatStore;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.LoadOutcome;
import dev.chatstore.api.spi.MessageErasure;
import dev.chatstore.api.spi.OldMessages;
import dev.chatstore.api.spi.segment.Segment;
import dev.chatstore.testkit.Proxies;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Archives all messages of a conversation but the newest one after each write, so that nearly all reads are of segments. */
public final class ArchivingBackend {
    private final Backend durable;
    private final Mover mover;

    /** Moves messages into a segment. */
    public interface Mover {
        /**
         * Moves the oldest messages outside of segments, up to a sequence or until the segment is full.
         *
         * @return the sequence of the last one moved, or 0 if the conversation has changed
         */
        long move(Conversation head, long first, long last);
    }

    private ArchivingBackend(Backend durable, Mover mover) {
        this.durable = durable;
        this.mover = mover;
    }

    /**
     * Returns a backend that archives after each write.
     *
     * @param backend what is decorated
     * @param durable the durable backend behind it, which may be the same
     */
    public static Backend of(Backend backend, Backend durable, Mover mover) {
        ArchivingBackend archiving = new ArchivingBackend(durable, mover);
        ChatStore chats = archiving.new Chats(backend.chats());
        return Proxies.create(Backend.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "chats" -> chats;
            case "loader" -> archiving.new Loader(backend.loader());
            case "oldMessages" -> archiving.trimming(backend.oldMessages());
            case "messageErasure" -> archiving.erasing(backend.messageErasure());
            default -> Proxies.call(backend, method, arguments);
        });
    }

    /** Moves all messages of a conversation but the newest one. */
    private void archive(ConversationId id) {
        Conversation head = durable.chats().find(id).orElse(null);
        if (head == null) {
            return;
        }
        List<Segment> segments = durable.segments().orElseThrow().list(id);
        long first = segments.isEmpty()
                ? head.firstSequence()
                : segments.get(segments.size() - 1).last() + 1;
        while (first > 0 && first < head.lastSequence()) {
            first = mover.move(head, first, head.lastSequence() - 1) + 1;
            first = first == 1 ? 0 : first;
        }
    }

    private OldMessages trimming(OldMessages old) {
        return (id, created, first, limit) -> {
            int removed = old.trim(id, created, first, limit);
            archive(id);
            return removed;
        };
    }

    private MessageErasure erasing(MessageErasure erasure) {
        return (id, sequence, withId) -> {
            Optional<Message> erased = erasure.erase(id, sequence, withId);
            archive(id);
            return erased;
        };
    }

    private final class Chats extends ForwardingChatStore {
        Chats(ChatStore delegate) {
            super(delegate);
        }

        @Override
        protected ChatStore decorate(ChatStore other) {
            return new Chats(other);
        }

        @Override
        public List<AppendOutcome> appendAll(List<Append> appends) {
            List<AppendOutcome> outcomes = delegate().appendAll(appends);
            appends.forEach(append -> archive(append.conversation()));
            return outcomes;
        }

        private Optional<Message> archived(ConversationId id, Optional<Message> changed) {
            archive(id);
            return changed;
        }

        @Override
        public Optional<Message> edit(ConversationId id, long sequence, MessageEdit edit) {
            return archived(id, delegate().edit(id, sequence, edit));
        }

        @Override
        public Optional<Message> edit(ConversationId id, String messageId, MessageEdit edit) {
            return archived(id, delegate().edit(id, messageId, edit));
        }

        @Override
        public Optional<Message> redact(ConversationId id, long sequence) {
            return archived(id, delegate().redact(id, sequence));
        }

        @Override
        public Optional<Message> redact(ConversationId id, String messageId) {
            return archived(id, delegate().redact(id, messageId));
        }
    }

    private final class Loader implements ConversationLoader {
        private final ConversationLoader loader;

        Loader(ConversationLoader loader) {
            this.loader = loader;
        }

        @Override
        public List<LoadOutcome> load(List<ConversationSnapshot> conversations) {
            List<LoadOutcome> outcomes = loader.load(conversations);
            outcomes.forEach(outcome -> archive(outcome.conversation()));
            return outcomes;
        }

        @Override
        public LoadOutcome replace(ConversationSnapshot conversation, long expectedVersion) {
            LoadOutcome outcome = loader.replace(conversation, expectedVersion);
            archive(conversation.id());
            return outcome;
        }

        @Override
        public Instant now() {
            return loader.now();
        }
    }
}
