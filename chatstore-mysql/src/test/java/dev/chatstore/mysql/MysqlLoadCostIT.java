package dev.chatstore.mysql;

import dev.chatstore.api.Storage;
import dev.chatstore.testkit.jdbc.DataSourceProbes;
import dev.chatstore.testkit.jdbc.LoadCostContract;
import dev.chatstore.testkit.server.ServerKind;
import java.time.InstantSource;
import java.util.Map;

final class MysqlLoadCostIT extends LoadCostContract {
    private static final MysqlStores STORES = MysqlStores.on(ServerKind.MYSQL_8);

    @Override
    protected Storage open() {
        return STORES.open(InstantSource.system(), Map.of());
    }

    @Override
    protected DataSourceProbes probes() {
        return STORES.probes();
    }

    /** 16 and 4 heads; 15 times 128, 64 and 16 messages. */
    @Override
    protected int statements() {
        return 19;
    }

    /**
     * 16 heads, of which one is refused. Lock the heads, insert the missing ones, lock them again, make these loaded
     * ones; 14 times 128, 64, 32, 8 and 4 messages.
     */
    @Override
    protected int statementsIfOneExists() {
        return 1 + 4 + 18;
    }
}
