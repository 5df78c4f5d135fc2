package dev.chatstore.redis;

import dev.chatstore.api.Stores;
import dev.chatstore.testkit.ChatStoreContract;
import java.time.InstantSource;
import java.util.Map;

final class TieredChatStoreIT extends ChatStoreContract {
    @Override
    protected Stores open(InstantSource clock, Map<String, String> settings) {
        return TieredStores.onOneNode("tiered", clock, settings);
    }

    @Override
    protected void loseNextReply() {
        // Nothing lies between the caller and the data.
    }
}
