package dev.chatstore.sqlite;

import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.testkit.jdbc.RemovalContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;

final class SqliteRemovalIT extends RemovalContract {
    @TempDir
    Path folder;

    @Override
    protected Backend open(UnaryOperator<DataSource> connections, Map<String, String> settings) {
        return new SqliteBackendProvider(connections)
                .open(new BackendContext(
                        ConnectionUrl.parse("sqlite:" + folder.resolve("bot.db")),
                        new Settings(settings),
                        InstantSource.system(),
                        new Random(1)));
    }

    @Override
    protected Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("bot.db"));
    }
}
