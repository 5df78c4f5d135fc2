package dev.chatstore.core.tier;

import dev.chatstore.ChatStorage;
import dev.chatstore.ChatStorageBuilder;
import dev.chatstore.api.Storage;
import dev.chatstore.core.fixture.TestTime;
import java.time.InstantSource;
import java.util.Map;

/** Opens each combination of tiers over a store in memory. */
final class TieredStores {
    /** Small windows, so that reads go past them. */
    private static final int MESSAGES = 3;

    private TieredStores() {}

    static Storage inProcess(InstantSource clock, Map<String, String> settings) {
        return remembering(clock, settings).open();
    }

    static Storage shared(InstantSource clock, Map<String, String> settings) {
        return sharing(builder(clock, settings)).open();
    }

    static Storage inBoth(InstantSource clock, Map<String, String> settings) {
        return sharing(remembering(clock, settings)).open();
    }

    private static ChatStorageBuilder remembering(InstantSource clock, Map<String, String> settings) {
        return builder(clock, settings).set("cache.bytes", "1MiB").set("cache.session-bytes", "1MiB");
    }

    private static ChatStorageBuilder sharing(ChatStorageBuilder builder) {
        TestTime nanos = new TestTime(System::nanoTime);
        return builder.nanos(nanos).set("cache.url", "shared:").sharedCache(new SharedMemory(MESSAGES, nanos));
    }

    private static ChatStorageBuilder builder(InstantSource clock, Map<String, String> settings) {
        return ChatStorage.builder()
                .url("memory:")
                .clock(clock)
                .expiryClock(clock)
                .set("cache.messages", String.valueOf(MESSAGES))
                .settings(settings);
    }
}
