package dev.chatstore.postgres;

import dev.chatstore.api.Storage;
import dev.chatstore.testkit.jdbc.DataSourceProbes;
import dev.chatstore.testkit.jdbc.LoadCostContract;
import dev.chatstore.testkit.server.ServerKind;
import java.time.InstantSource;
import java.util.Map;

/** Rows are copied past the probes, which the store unwraps. */
final class PostgresLoadCostIT extends LoadCostContract {
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
    protected int statements() {
        return 0;
    }

    /** Lock the heads, insert the missing ones, lock them again, and make these loaded ones. */
    @Override
    protected int statementsIfOneExists() {
        return 4;
    }
}
