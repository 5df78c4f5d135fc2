package dev.chatstore.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.spi.PoolUse;
import dev.chatstore.core.operations.TierStatistics;
import dev.chatstore.testkit.Polling;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestDatabase;
import dev.chatstore.testkit.server.TestRedis;
import dev.chatstore.testkit.server.TestServers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A soak of a thousand turns on two nodes, of which only counts are asserted. */
class SoakIT {
    private static final String PREFIX = "soak";
    private static final int CACHED = 50;
    private static final int CACHED_BYTES = 64 << 10;
    private static final int SHARED_BYTES = 8 << 10;
    private static final Duration SHARED_TTL = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Map<String, String> SETTINGS = Map.of(
            "redis.prefix",
            PREFIX,
            "cache.bytes",
            CACHED_BYTES + "B",
            "cache.conversations",
            Integer.toString(CACHED),
            "redis.cache-bytes",
            SHARED_BYTES + "B",
            "redis.cache-ttl",
            SHARED_TTL.toMinutes() + "m",
            "redis.socket-timeout",
            "10s");

    private final LoadOptions options = Loads.options(4711);
    private final TestDatabase database =
            TestServers.shared(ServerKind.POSTGRES_18).newDatabase();
    private final TestRedis redis = RedisServers.shared();
    private final Population population = new Population(options);
    private final Ledger ledger = new Ledger(population.size());

    @Test
    void everyAcknowledgedMessageIsThereOnceAndNothingIsLeftOrGrowsBeyondItsSettings() throws Exception {
        redis.clear(PREFIX);
        InitialHistory.append(options, database.url(), population, ledger);
        Set<Thread> before = threads();
        try (Nodes nodes = Nodes.open(CacheSetup.BOTH, database.url(), redis.url(), SETTINGS)) {
            LoadRun run = new LoadRun(options, nodes, population, ledger, new Latencies());
            long turns = run.run(Duration.ofMinutes(5), Duration.ofMinutes(1), any -> {});
            assertThat(turns).isEqualTo(options.turns());
            assertThat(nodes.pools(PoolUse::active)).isZero();
            assertThat(nodes.pools(PoolUse::waiting)).isZero();
            assertCachesAreBounded(nodes);
        }
        assertThat(ledger.total()).isEqualTo(options.conversations() * 2L + options.turns() * 2);
        assertThat(Verification.of(database.url(), population, ledger))
                .isEqualTo(new Verification(ledger.total(), 0, 0));
        assertRedisIsBounded();
        assertThat(Polling.until(PATIENCE, () -> left(before).isEmpty()))
                .as("threads that are left: %s", left(before))
                .isTrue();
        assertThat(Polling.until(PATIENCE, () -> connections() == 0))
                .as("no connection is left")
                .isTrue();
    }

    private static void assertCachesAreBounded(Nodes nodes) {
        assertThat(nodes.processes(TierStatistics::hits)).isPositive();
        assertThat(nodes.processes(TierStatistics::evictions)).isPositive();
        assertThat(nodes.caches(statistics -> statistics.shared().hits())).isPositive();
        nodes.all()
                .forEach(node -> assertThat(Polling.until(
                                PATIENCE,
                                () -> isBounded(node.caches().statistics().process())))
                        .as("the cached conversations are at most %s of %s bytes", CACHED, CACHED_BYTES)
                        .isTrue());
    }

    private static boolean isBounded(TierStatistics process) {
        return process.entries() > 0 && process.entries() <= CACHED && process.bytes() <= CACHED_BYTES;
    }

    /** At most one window and one session for each conversation, none without an end, none larger than it may be. */
    private void assertRedisIsBounded() {
        List<?> keys = redis.list("KEYS", PREFIX + ":*");
        assertThat(keys).hasSizeBetween(10, 2 * options.conversations());
        for (Object key : keys) {
            String name = String.valueOf(key);
            assertThat(Long.parseLong(String.valueOf(redis.ask("PTTL", name))))
                    .as(name)
                    .isBetween(0L, SHARED_TTL.toMillis());
            assertThat(Long.parseLong(String.valueOf(redis.ask("STRLEN", name))))
                    .as(name)
                    .isBetween(1L, (long) SHARED_BYTES);
        }
    }

    private static Set<Thread> threads() {
        return new HashSet<>(Thread.getAllStackTraces().keySet());
    }

    /** Returns the names of the threads that were not there before and belong to no pool of the JVM or of a driver. */
    private static Set<String> left(Set<Thread> before) {
        Set<Thread> now = threads();
        now.removeAll(before);
        return now.stream()
                .map(Thread::getName)
                .filter(name -> !name.startsWith("ForkJoinPool.commonPool"))
                .collect(Collectors.toSet());
    }

    private long connections() {
        try (Connection connection = TestServers.shared(ServerKind.POSTGRES_18).connectAsAdministrator();
                PreparedStatement statement =
                        connection.prepareStatement("select count(*) from pg_stat_activity where datname = ?")) {
            statement.setString(1, database.name());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
