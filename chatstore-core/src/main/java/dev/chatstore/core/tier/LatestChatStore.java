package dev.chatstore.core.tier;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Slice;
import dev.chatstore.api.spi.ConversationWindow;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The same store, read as it is now. Messages that this process holds are used once their head is found to be the durable
 * store's; everything else is read there.
 */
final class LatestChatStore extends WritingChatStore {
    private final ChatStore durable;
    private final TieredWrites writes;
    private final WindowCaches tier;
    private final WindowLoader loader;

    LatestChatStore(TieredWrites writes, WindowCaches tier, WindowLoader loader) {
        super(writes);
        this.durable = writes.durable();
        this.writes = writes;
        this.tier = tier;
        this.loader = loader;
    }

    @Override
    public List<Message> history(ConversationId id, Slice slice) {
        CachedWindow held = tier.near().held(id);
        List<Message> answer = held == null ? null : WindowQueries.history(held, slice);
        if (held == null || answer == null) {
            return tier.passed(id, durable.history(id, slice));
        }
        long ticket = tier.near().ticket(id);
        Conversation head = loader.head(id).orElse(null);
        if (Objects.equals(head, held.head())) {
            long version = head == null ? 0 : head.version();
            tier.near().confirm(ticket, id, version);
            tier.shown(id, version, false);
            return answer;
        }
        ConversationWindow window = loader.window(id, head);
        if (window == null) {
            return tier.passed(id, durable.history(id, slice));
        }
        tier.shown(id, window.version(), tier.near().fill(ticket, window));
        List<Message> loaded = WindowQueries.history(CachedWindow.of(window, tier.messages(), tier.now()), slice);
        return loaded == null ? tier.passed(id, durable.history(id, slice)) : loaded;
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
        return durable.find(id).map(writes::seen);
    }

    @Override
    public Optional<Message> find(ConversationId id, long sequence) {
        return tier.passed(id, durable.find(id, sequence));
    }

    @Override
    public Optional<Message> find(ConversationId id, String messageId) {
        return tier.passed(id, durable.find(id, messageId));
    }
}
