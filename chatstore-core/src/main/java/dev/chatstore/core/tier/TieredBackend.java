package dev.chatstore.core.tier;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.ContentReader;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.api.spi.MessageErasure;
import dev.chatstore.api.spi.OldMessages;
import dev.chatstore.api.spi.PoolUse;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.core.cache.SharedTier;
import dev.chatstore.core.operations.Caches;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A backend with caches in front, if any are configured. Closing it closes the durable backend and the shared cache.
 */
public final class TieredBackend implements Backend {
    private final Backend durable;
    private final ChatStore chats;
    private final ConversationLoader loader;
    private final MessageErasure erasure;
    private final SessionBackend sessions;
    private final Caches caches;
    private final SharedTier shared;
    private final Warmup warmup;

    // Eight parameters: the parts that Tiers puts together.
    TieredBackend(
            Backend durable,
            ChatStore chats,
            ConversationLoader loader,
            MessageErasure erasure,
            SessionBackend sessions,
            Caches caches,
            SharedTier shared,
            Warmup warmup) {
        this.durable = durable;
        this.chats = chats;
        this.loader = loader;
        this.erasure = erasure;
        this.sessions = sessions;
        this.caches = caches;
        this.shared = shared;
        this.warmup = warmup;
    }

    @Override
    public ChatStore chats() {
        return chats;
    }

    @Override
    public SessionBackend sessions() {
        return sessions;
    }

    @Override
    public ConversationLoader loader() {
        return loader;
    }

    @Override
    public OldMessages oldMessages() {
        OldMessages remover = durable.oldMessages();
        return chats instanceof TieredWrites tiered
                ? (id, created, first, limit) -> tiered.trim(remover, id, created, first, limit)
                : remover;
    }

    @Override
    public MessageErasure messageErasure() {
        return erasure;
    }

    @Override
    public boolean sanitize() {
        return durable.sanitize();
    }

    /** Returns the durable backend's own reader: no cache knows what a store holds. */
    @Override
    public ContentReader contents() {
        return durable.contents();
    }

    @Override
    public StoreSnapshot snapshot(StoreScope scope) {
        return durable.snapshot(scope);
    }

    @Override
    public void copyTo(Path target) {
        durable.copyTo(target);
    }

    @Override
    public String identity() {
        return durable.identity();
    }

    @Override
    public Optional<String> findIdentity() {
        return durable.findIdentity();
    }

    /** Returns the operator's view of the caches, always the same. */
    public Caches caches() {
        return caches;
    }

    /** Returns the shared cache, or its absence. */
    public SharedTier shared() {
        return shared;
    }

    @Override
    public int purge(int limit) {
        return durable.purge(limit);
    }

    @Override
    public List<PoolUse> pools() {
        return durable.pools();
    }

    @Override
    public void close() {
        warmup.close();
        try {
            durable.close();
        } finally {
            shared.close();
        }
    }
}
