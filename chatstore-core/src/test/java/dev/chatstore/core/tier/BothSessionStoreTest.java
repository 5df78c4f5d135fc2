package dev.chatstore.core.tier;

import dev.chatstore.api.Storage;
import dev.chatstore.testkit.session.SessionStoreContract;
import java.time.InstantSource;
import java.util.Map;

/** The process's own cache and the shared one, in front of a store in memory. */
final class BothSessionStoreTest extends SessionStoreContract {
    @Override
    protected Storage open(InstantSource clock, Map<String, String> settings) {
        return TieredStores.inBoth(clock, settings);
    }

    @Override
    protected void loseNextReply() {
        // Nothing lies between the caller and the data.
    }
}
