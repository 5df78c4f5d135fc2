package dev.chatstore.mysql;

import dev.chatstore.api.spi.BackendProvider;
import dev.chatstore.testkit.ClockContract;
import dev.chatstore.testkit.server.ServerKind;
import java.time.InstantSource;

final class MariadbClockIT extends ClockContract {
    private static final MysqlStores STORES = MysqlStores.on(ServerKind.MARIADB_11);

    MariadbClockIT() {
        super(InstantSource.system());
    }

    @Override
    protected BackendProvider provider() {
        return new MysqlBackendProvider();
    }

    @Override
    protected String url() {
        return STORES.url();
    }
}
