package dev.chatstore.checks.tiers;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.Storage;
import dev.chatstore.testkit.fault.Damage;
import dev.chatstore.testkit.fault.DamagedRowContract;
import dev.chatstore.testkit.jdbc.SqlDamage;
import dev.chatstore.testkit.server.RedisServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.io.TempDir;

/** Damaged rows are named in the windows of both caches, too: a reader of the shared cache has them from another process. */
final class DamagedRowsBehindCachesIT extends DamagedRowContract {
    private static final String PREFIX = "damaged-rows";

    @TempDir
    Path folder;

    @Override
    protected Storage open() {
        RedisServers.shared().clear(PREFIX);
        return ChatStorage.open("sqlite:" + file());
    }

    @Override
    protected Storage openAnother() {
        return ChatStorage.builder()
                .url("sqlite:" + file())
                .set("cache.bytes", "1MiB")
                .set("cache.url", RedisServers.shared().url())
                .set("redis.prefix", PREFIX)
                // A busy machine must not look like a slow cache.
                .set("cache.slow", "10s")
                .open();
    }

    private Path file() {
        return folder.resolve("bot.db");
    }

    @Override
    protected void damage(ConversationId id, long sequence, Damage damage) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file())) {
            SqlDamage.damage(connection, id, sequence, damage);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected void damage(SessionId id) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file())) {
            SqlDamage.damage(connection, id);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
