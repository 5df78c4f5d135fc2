package dev.chatstore.redis;

import dev.chatstore.api.Storage;
import dev.chatstore.testkit.session.SessionStoreContract;
import java.time.InstantSource;
import java.util.Map;

final class TieredSessionStoreIT extends SessionStoreContract {
    @Override
    protected Storage open(InstantSource clock, Map<String, String> settings) {
        return TieredStores.onOneNode("tiered", clock, settings);
    }

    @Override
    protected void loseNextReply() {
        // Nothing lies between the caller and the data.
    }
}
