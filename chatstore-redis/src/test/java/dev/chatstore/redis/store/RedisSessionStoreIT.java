package dev.chatstore.redis.store;

import dev.chatstore.api.Storage;
import dev.chatstore.redis.RedisStores;
import dev.chatstore.testkit.session.SessionStoreContract;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

final class RedisSessionStoreIT extends SessionStoreContract {
    private static final RedisStores STORES = RedisStores.onOneNode("sessions");

    @BeforeEach
    void clear() {
        STORES.clear();
    }

    @Override
    protected Storage open(InstantSource clock, Map<String, String> settings) {
        return STORES.open(clock, settings);
    }

    @Override
    protected void loseNextReply() {
        STORES.loseNextReply();
    }
}
