package dev.chatstore.checks.cost;

import java.util.Map;

/** The caches in front of a store. */
enum CacheTiers {
    NONE(false, Map.of()),
    L1(false, Map.of("cache.bytes", "16MiB", "cache.session-bytes", "1MiB")),
    L2(true, Map.of()),
    L1_L2(true, Map.of("cache.bytes", "16MiB"));

    private final boolean shared;
    private final Map<String, String> settings;

    CacheTiers(boolean shared, Map<String, String> settings) {
        this.shared = shared;
        this.settings = settings;
    }

    boolean shared() {
        return shared;
    }

    Map<String, String> settings() {
        return settings;
    }
}
