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

/** Opens one combination of tiers, of which nothing is left from the test before. */
final class TieredStores {
    /** What the process remembers: small windows, so that reads go past them. */
    private static final Map<String, String> NEAR =
            Map.of("cache.bytes", "1MiB", "cache.session-bytes", "1MiB", "cache.messages", "5");

    private static final Map<String, String> NONE = Map.of("cache.messages", "5");

    private final String prefix;
    private final Map<String, String> near;
    private final String redis;
    private final Consumer<String> clearRedis;

    private TieredStores(String prefix, Map<String, String> near, String redis, Consumer<String> clearRedis) {
        this.prefix = prefix;
        this.near = near;
        this.redis = redis;
        this.clearRedis = clearRedis;
    }

    static TieredStores sharing(String prefix) {
        return new TieredStores(
                prefix,
                NONE,
                RedisServers.shared().url(),
                any -> RedisServers.shared().clear(any));
    }

    static TieredStores inBoth(String prefix) {
        return new TieredStores(
                prefix,
                NEAR,
                RedisServers.shared().url(),
                any -> RedisServers.shared().clear(any));
    }

    static TieredStores inBothWithACluster(String prefix) {
        return new TieredStores(
                prefix,
                NEAR,
                RedisServers.sharedCluster().url(),
                any -> RedisServers.sharedCluster().clear(any));
    }

    /** The caches before one PostgreSQL database, whose connections are looked at. */
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
            // No test here kills the server, and most of them would wait for the disk most of the time.
            pool.setConnectionInitSql("set synchronous_commit = off");
            return new HikariDataSource(pool);
        }
    }

    OnPostgres onPostgres() {
        return new OnPostgres(this);
    }

    /** Opens a new database in memory, of which the shared cache cannot know anything. */
    Storage openSqlite(InstantSource clock, Map<String, String> settings) {
        clearRedis.accept(prefix);
        return builder("sqlite::memory:", clock, settings).open();
    }

    private ChatStorageBuilder builder(String url, InstantSource clock, Map<String, String> settings) {
        return ChatStorage.builder()
                .url(url)
                .clock(clock)
                .settings(near)
                .set("cache.url", redis)
                .set("redis.prefix", prefix)
                .set("redis.cache-messages", "3")
                // A machine that is busy is no fault.
                .set("cache.slow", "10s")
                .settings(settings);
    }
}
