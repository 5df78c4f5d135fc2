package dev.chatstore.postgres;

import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.testkit.jdbc.RemovalContract;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestDatabase;
import dev.chatstore.testkit.server.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

final class PostgresRemovalIT extends RemovalContract {
    private static final TestDatabase DATABASE =
            TestServers.shared(ServerKind.POSTGRES_18).newDatabase();

    @Override
    protected Backend open(UnaryOperator<DataSource> connections, Map<String, String> settings) {
        return new PostgresBackendProvider(null, connections)
                .open(new BackendContext(
                        ConnectionUrl.parse(DATABASE.url()),
                        new Settings(settings),
                        InstantSource.system(),
                        new Random(1)));
    }

    @Override
    protected Connection connect() throws SQLException {
        return DATABASE.connect();
    }
}
