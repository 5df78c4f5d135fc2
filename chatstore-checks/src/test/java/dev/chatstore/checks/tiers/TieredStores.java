package dev.chatstore.checks.tiers;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.chatstore.ChatStorage;
import dev.chatstore.ChatStorageBuilder;
import dev.chatstore.api.Storage;
import dev.chatstore.api.spi.BackendProvider;
import dev.chatstore.postgres.PostgresBackendProvider;
import dev.chatstore.testkit.jdbc.DataSourceProbe;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestDatabase;
import dev.chatstore.testkit.server.TestServers;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;

/** Opens storage with one combination of tiers, without data of earlier tests. */
final class TieredStores {
    /** A cache in the process with small windows, so that reads exceed them. */
    private static final Map<String, String> PROCESS_CACHE =
            Map.of("cache.bytes", "1MiB", "cache.session-bytes", "1MiB", "cache.messages", "5");

    private static final Map<String, String> NO_PROCESS_CACHE = Map.of("cache.messages", "5");

    private final String prefix;
    private final Map<String, String> processCache;
    private final String redis;
    private final Consumer<String> clearRedis;

    private TieredStores(String prefix, Map<String, String> processCache, String redis, Consumer<String> clearRedis) {
        this.prefix = prefix;
        this.processCache = processCache;
        this.redis = redis;
        this.clearRedis = clearRedis;
    }

    static TieredStores withSharedCache(String prefix) {
        return new TieredStores(
                prefix,
                NO_PROCESS_CACHE,
                RedisServers.shared().url(),
                any -> RedisServers.shared().clear(any));
    }

    static TieredStores withBothCaches(String prefix) {
        return new TieredStores(
                prefix,
                PROCESS_CACHE,
                RedisServers.shared().url(),
                any -> RedisServers.shared().clear(any));
    }

    static TieredStores withBothCachesOnCluster(String prefix) {
        return new TieredStores(
                prefix,
                PROCESS_CACHE,
                RedisServers.sharedCluster().url(),
                any -> RedisServers.sharedCluster().clear(any));
    }

    /** The caches in front of one PostgreSQL database, with a probe of its connections. */
    static final class OnPostgres {
        private final TieredStores tiers;
        private final TestDatabase database =
                TestServers.shared(ServerKind.POSTGRES_18).newDatabase();
        private final DataSourceProbe probe = new DataSourceProbe(connections(database));

        private OnPostgres(TieredStores tiers) {
            this.tiers = tiers;
        }

        DataSourceProbe probe() {
            return probe;
        }

        void clear() {
            database.clear();
            tiers.clearRedis.accept(tiers.prefix);
        }

        Storage open(InstantSource clock, Map<String, String> settings) {
            BackendProvider provider = new PostgresBackendProvider(probe);
            return tiers.builder(database.url(), clock, settings)
                    .backend(provider)
                    .open();
        }

        private static HikariDataSource connections(TestDatabase database) {
            HikariConfig pool = new HikariConfig();
            pool.setJdbcUrl(database.jdbcUrl());
            pool.setUsername(database.user());
            pool.setPassword(database.password());
            pool.setMinimumIdle(0);
            // No test here kills the server. Otherwise most tests would mostly wait for the disk.
            pool.setConnectionInitSql("set synchronous_commit = off");
            return new HikariDataSource(pool);
        }
    }

    OnPostgres onPostgres() {
        return new OnPostgres(this);
    }

    /** Opens a new database in memory, and removes all keys from the shared cache. */
    Storage openSqlite(InstantSource clock, Map<String, String> settings) {
        clearRedis.accept(prefix);
        return builder("sqlite::memory:", clock, settings).open();
    }

    private ChatStorageBuilder builder(String url, InstantSource clock, Map<String, String> settings) {
        return ChatStorage.builder()
                .url(url)
                .clock(clock)
                .expiryClock(clock)
                .settings(processCache)
                .set("cache.url", redis)
                .set("redis.prefix", prefix)
                .set("redis.cache-messages", "3")
                // A busy machine must not look like a slow cache.
                .set("cache.slow", "10s")
                .settings(settings);
    }
}
