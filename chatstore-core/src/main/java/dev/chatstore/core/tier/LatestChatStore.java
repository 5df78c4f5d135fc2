package dev.chatstore.core.tier;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Slice;
import dev.chatstore.api.spi.ConversationWindow;
import dev.chatstore.core.cache.WindowCaches;
import dev.chatstore.core.window.CachedWindow;
import dev.chatstore.core.window.WindowQueries;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The store whose reads are never late. Messages that this process has cached are used after their head was found equal
 * to the durable store's; everything else is read there.
 */
final class LatestChatStore extends TieredWrites {
    private final ChatStore durable;
    private final WindowCaches caches;
    private final WindowLoader loader;

    LatestChatStore(ChatStore durable, WindowCaches caches, WindowLoader loader) {
        super(durable, caches);
        this.durable = durable;
        this.caches = caches;
        this.loader = loader;
    }

    @Override
    public List<Message> history(ConversationId id, Slice slice) {
        CachedWindow cached = caches.process().get(id);
        List<Message> answer = cached == null ? null : WindowQueries.history(cached, slice);
        if (cached == null || answer == null) {
            return caches.uncached(id, slice, durable.history(id, slice));
        }
        long start = caches.now();
        long ticket = caches.process().ticket(id);
        Conversation head = loader.head(id).orElse(null);
        if (Objects.equals(head, cached.head())) {
            long version = head == null ? 0 : head.version();
            caches.process().confirm(ticket, id, version);
            caches.shown(id, version);
            return answer;
        }
        ConversationWindow window = loader.window(id, head);
        if (window == null) {
            return caches.uncached(id, slice, durable.history(id, slice));
        }
        caches.loaded(window, start, caches.process().fill(ticket, window));
        CachedWindow current = CachedWindow.of(window, caches.process().maxMessages(), caches.now());
        List<Message> loaded = WindowQueries.history(current, slice);
        return loaded == null ? caches.uncached(id, slice, durable.history(id, slice)) : loaded;
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
        Optional<Conversation> found = durable.find(id);
        caches.shown(id, found.map(Conversation::version).orElse(0L));
        return found;
    }

    @Override
    public Optional<Message> find(ConversationId id, long sequence) {
        return caches.uncached(id, durable.find(id, sequence));
    }

    @Override
    public Optional<Message> find(ConversationId id, String messageId) {
        return caches.uncached(id, durable.find(id, messageId));
    }
}
