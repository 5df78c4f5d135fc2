package dev.chatstore.core.tier;

import dev.chatstore.api.Storage;
import dev.chatstore.testkit.session.SessionStoreContract;
import java.time.InstantSource;
import java.util.Map;

/** What the process remembers and what processes share, in front of a store in memory. */
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
