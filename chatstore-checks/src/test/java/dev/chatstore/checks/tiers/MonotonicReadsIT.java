package dev.chatstore.checks.tiers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.testkit.history.MonotonicReads;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestServers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A node never reads backwards, next to the writes of another process that it does not hear of. */
final class MonotonicReadsIT {
    private static final int WRITES = 1_000;
    private static final Map<String, String> PROCESS = Map.of("cache.bytes", "16MiB");
    private static final Map<String, String> SHARED =
            Map.of("cache.url", RedisServers.shared().url(), "redis.prefix", "monotonic");

    @TempDir
    Path folder;

    enum Tiers {
        PROCESS_CACHE(PROCESS, Map.of()),
        SHARED_CACHE(Map.of(), SHARED),
        BOTH_CACHES(PROCESS, SHARED);

        private final Map<String, String> process;
        private final Map<String, String> shared;

        Tiers(Map<String, String> process, Map<String, String> shared) {
            this.process = process;
            this.shared = shared;
        }

        ChatStorage open(String url) {
            return ChatStorage.builder()
                    .url(url)
                    .settings(process)
                    .settings(shared)
                    // Short, so that reads are answered by every tier.
                    .set("cache.max-staleness", "10ms")
                    .open();
        }
    }

    @ParameterizedTest
    @EnumSource
    void onSqlite(Tiers tiers) {
        assertMonotonic("sqlite:" + folder.resolve("bot.db"), tiers);
    }

    @ParameterizedTest
    @EnumSource
    void onPostgres(Tiers tiers) {
        assertMonotonic(TestServers.shared(ServerKind.POSTGRES_18).newDatabase().url(), tiers);
    }

    private static void assertMonotonic(String url, Tiers tiers) {
        RedisServers.shared().clear("monotonic");
        try (ChatStorage writer = ChatStorage.open(url);
                ChatStorage reader = tiers.open(url)) {
            assertThat(new MonotonicReads(writer.chats(), reader.chats(), WRITES, () -> {}).run())
                    .isPositive();
        }
    }
}
