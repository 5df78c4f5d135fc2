package dev.chatstore.redis;

import dev.chatstore.api.Stores;
import dev.chatstore.core.ChatStorage;
import dev.chatstore.testkit.ChatStoreModelContract;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

final class RedisModelIT extends ChatStoreModelContract {
    private static final RedisStores STORES = RedisStores.onOneNode("model");

    @BeforeEach
    void clear() {
        STORES.clear();
    }

    @Override
    protected Stores open(InstantSource clock, Map<String, String> settings) {
        return STORES.openByUrl(clock, settings);
    }

    @Override
    protected Stores openModel(InstantSource clock, Map<String, String> settings) {
        return ChatStorage.builder()
                .url("memory:")
                .clock(clock)
                .settings(settings)
                .open();
    }
}
