package dev.chatstore.core.tier;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Storage;
import dev.chatstore.testkit.model.ChatStoreModelContract;
import java.time.InstantSource;
import java.util.Map;

final class SharedModelTest extends ChatStoreModelContract {
    @Override
    protected Storage open(InstantSource clock, Map<String, String> settings) {
        return TieredStores.shared(clock, settings);
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
