package dev.chatstore.core.tier;

import dev.chatstore.api.Stores;
import dev.chatstore.core.ChatStorage;
import java.time.InstantSource;
import java.util.Map;

/** Opens tiers over a store in memory. */
final class TieredStores {
    private TieredStores() {}

    static Stores inProcess(InstantSource clock, Map<String, String> settings) {
        return ChatStorage.builder()
                .url("memory:")
                .clock(clock)
                // Small windows, so that reads go past them.
                .set("cache.messages", "3")
                .set("cache.bytes", "1MiB")
                .set("cache.session-bytes", "1MiB")
                .settings(settings)
                .open();
    }
}
