package dev.chatstore.core.tier;

import dev.chatstore.api.Storage;
import dev.chatstore.testkit.session.SessionStoreContract;
import java.time.InstantSource;
import java.util.Map;

/** The shared cache, in front of a store in memory. */
final class SharedSessionStoreTest extends SessionStoreContract {
    @Override
    protected Storage open(InstantSource clock, Map<String, String> settings) {
        return TieredStores.shared(clock, settings);
    }

    @Override
    protected void loseNextReply() {
        // Nothing lies between the caller and the data.
    }
}
