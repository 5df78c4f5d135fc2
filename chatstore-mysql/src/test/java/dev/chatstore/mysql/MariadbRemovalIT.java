package dev.chatstore.mysql;

import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.testkit.jdbc.RemovalContract;
import dev.chatstore.testkit.server.ServerKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

final class MariadbRemovalIT extends RemovalContract {
    private static final MysqlStores STORES = MysqlStores.on(ServerKind.MARIADB_11);

    @Override
    protected Backend open(UnaryOperator<DataSource> connections, Map<String, String> settings) {
        return new MysqlBackendProvider(null, connections)
                .open(new BackendContext(
                        ConnectionUrl.parse(STORES.url()),
                        new Settings(settings),
                        InstantSource.system(),
                        new Random(1)));
    }

    @Override
    protected Connection connect() throws SQLException {
        return STORES.database().connect();
    }
}
