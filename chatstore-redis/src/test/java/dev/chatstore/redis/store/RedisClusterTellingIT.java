package dev.chatstore.redis.store;

import dev.chatstore.api.Change;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.redis.RedisStores;
import dev.chatstore.testkit.TellingContract;
import java.time.InstantSource;
import java.util.function.Consumer;

final class RedisClusterTellingIT extends TellingContract {
    private static final RedisStores STORES = RedisStores.onACluster("telling");

    @Override
    protected Backend open(InstantSource clock, Consumer<Change> committed) {
        STORES.clear();
        return STORES.openBackend(clock, committed);
    }
}
