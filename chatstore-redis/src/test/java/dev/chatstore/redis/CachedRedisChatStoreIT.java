package dev.chatstore.redis;

import dev.chatstore.api.Storage;
import dev.chatstore.testkit.chat.ChatStoreContract;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** What the process remembers, in front of Redis as the primary store. */
final class CachedRedisChatStoreIT extends ChatStoreContract {
    private static final RedisStores STORES = RedisStores.onOneNode("cached-chats");

    @BeforeEach
    void clear() {
        STORES.clear();
    }

    @Override
    protected Storage open(InstantSource clock, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(Map.of("cache.bytes", "1MiB", "cache.session-bytes", "1MiB", "cache.messages", "3"));
        return STORES.open(clock, all);
    }

    @Override
    protected void loseNextReply() {
        STORES.loseNextReply();
    }

    @Override
    protected int interrupts() {
        return 1_000;
    }
}
