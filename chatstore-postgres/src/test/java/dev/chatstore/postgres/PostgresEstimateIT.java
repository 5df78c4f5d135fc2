package dev.chatstore.postgres;

import dev.chatstore.api.Storage;
import dev.chatstore.testkit.jdbc.DataSourceProbes;
import dev.chatstore.testkit.jdbc.EstimateContract;
import dev.chatstore.testkit.server.ServerKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Map;

/** On plain tables. */
final class PostgresEstimateIT extends EstimateContract {
    private static final PostgresStores STORES = PostgresStores.on(ServerKind.POSTGRES_18, Map.of());

    @Override
    protected Storage open() {
        return STORES.open(InstantSource.system(), Map.of());
    }

    @Override
    protected DataSourceProbes probes() {
        return STORES.probes();
    }

    @Override
    protected void analyze() throws SQLException {
        analyze(STORES);
    }

    static void analyze(PostgresStores stores) throws SQLException {
        try (Connection connection = stores.database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("analyze");
        }
    }
}
