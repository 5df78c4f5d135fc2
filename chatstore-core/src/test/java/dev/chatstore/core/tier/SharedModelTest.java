package dev.chatstore.core.tier;

import dev.chatstore.api.Stores;
import dev.chatstore.core.ChatStorage;
import dev.chatstore.testkit.ChatStoreModelContract;
import java.time.InstantSource;
import java.util.Map;

final class SharedModelTest extends ChatStoreModelContract {
    @Override
    protected Stores open(InstantSource clock, Map<String, String> settings) {
        return TieredStores.shared(clock, settings);
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
