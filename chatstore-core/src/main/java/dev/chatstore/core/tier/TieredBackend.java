package dev.chatstore.core.tier;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.PoolUse;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.SharedCache;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A backend with caches in front. */
record TieredBackend(
        Backend durable,
        ChatStore chats,
        SessionBackend sessions,
        @Nullable SharedCache shared,
        Warmup warmup) implements Backend {
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
            if (shared != null) {
                shared.close();
            }
        }
    }
}
