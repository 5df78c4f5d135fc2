package dev.chatstore.bench.load;

import java.util.List;
import java.util.Map;

/** Small loads. */
final class Loads {
    private Loads() {}

    static LoadOptions options(long seed) {
        return LoadOptions.parse(
                List.of("seed=" + seed),
                Map.of("bots", "10", "conversations", "300", "callers", "4", "history", "2", "turns", "1000"));
    }
}
