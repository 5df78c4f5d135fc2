package dev.chatstore.postgres;

import dev.chatstore.api.Storage;
import dev.chatstore.testkit.jdbc.DataSourceProbes;
import dev.chatstore.testkit.jdbc.OutcomeContract;
import dev.chatstore.testkit.server.ServerKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

final class PostgresOutcomeIT extends OutcomeContract {
    private static final PostgresStores STORES = PostgresStores.on(ServerKind.POSTGRES_18, Map.of());

    @Override
    protected Storage open(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("database.lock-timeout", "1s");
        return STORES.open(InstantSource.system(), all);
    }

    @Override
    protected DataSourceProbes probes() {
        return STORES.probes();
    }

    @Override
    protected Connection connect() throws SQLException {
        return STORES.database().connect();
    }
}
