package dev.chatstore.postgres;

import dev.chatstore.api.Storage;
import dev.chatstore.testkit.jdbc.DataSourceProbes;
import dev.chatstore.testkit.jdbc.EstimateContract;
import dev.chatstore.testkit.server.ServerKind;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;

/** With partitions, on an older server: the parent has statistics of its own there, which must not count twice. */
final class PartitionedPostgresEstimateIT extends EstimateContract {
    private static final PostgresStores STORES =
            PostgresStores.on(ServerKind.POSTGRES_15, Map.of("postgres.partitions", "hash"));

    @Override
    protected Storage open() {
        STORES.database().clear();
        return STORES.open(InstantSource.system(), Map.of());
    }

    @Override
    protected DataSourceProbes probes() {
        return STORES.probes();
    }

    @Override
    protected void analyze() throws SQLException {
        PostgresEstimateIT.analyze(STORES);
    }
}
