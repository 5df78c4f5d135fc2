package dev.chatstore.redis.store;

import dev.chatstore.api.Change;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.redis.RedisStores;
import dev.chatstore.testkit.chat.ChangeNotificationContract;
import java.time.InstantSource;
import java.util.function.Consumer;

final class RedisClusterChangeNotificationIT extends ChangeNotificationContract {
    private static final RedisStores STORES = RedisStores.onACluster("telling");

    @Override
    protected Backend open(InstantSource clock, Consumer<Change> committed) {
        STORES.clear();
        return STORES.openBackend(clock, committed);
    }
}
