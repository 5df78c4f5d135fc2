package dev.chatstore.bench.load;

import java.util.Map;

/** A combination of caches, as the documentation recommends it. */
enum CacheSetup {
    NONE("without caches", 1, false, Map.of()),

    /** The only process, so that nothing changes without its knowledge. */
    PROCESS(
            "L1, one node",
            1,
            false,
            Map.of("cache.bytes", "64MiB", "cache.session-bytes", "16MiB", "cache.max-staleness", "10m")),

    /** Each turn is on any of the nodes, so sessions move between them and are not cached in the processes. */
    BOTH("L1+L2, two nodes", 2, true, Map.of("cache.bytes", "64MiB", "redis.socket-timeout", "200ms"));

    private final String label;
    private final int nodes;
    private final boolean shared;

    @SuppressWarnings("ImmutableEnumChecker") // Map.of is immutable
    private final Map<String, String> settings;

    CacheSetup(String label, int nodes, boolean shared, Map<String, String> settings) {
        this.label = label;
        this.nodes = nodes;
        this.shared = shared;
        this.settings = settings;
    }

    String label() {
        return label;
    }

    int nodes() {
        return nodes;
    }

    boolean shared() {
        return shared;
    }

    Map<String, String> settings() {
        return settings;
    }
}
