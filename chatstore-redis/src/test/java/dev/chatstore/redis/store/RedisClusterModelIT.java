package dev.chatstore.redis.store;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Storage;
import dev.chatstore.redis.RedisStores;
import dev.chatstore.testkit.model.ChatStoreModelContract;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

final class RedisClusterModelIT extends ChatStoreModelContract {
    private static final RedisStores STORES = RedisStores.onACluster("model");

    @BeforeEach
    void clear() {
        STORES.clear();
    }

    @Override
    protected Storage open(InstantSource clock, Map<String, String> settings) {
        return STORES.openByUrl(clock, settings);
    }

    @Override
    protected Storage openModel(InstantSource clock, Map<String, String> settings) {
        return ChatStorage.builder()
                .url("memory:")
                .clock(clock)
                .expiryClock(clock)
                .settings(settings)
                .open();
    }
}
