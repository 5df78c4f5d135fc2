package dev.chatstore.mysql;

import dev.chatstore.testkit.server.ServerKind;

final class MariadbDamagedRowIT extends ServerDamagedRowContract {
    private static final MysqlStores STORES = MysqlStores.on(ServerKind.MARIADB_11);

    MariadbDamagedRowIT() {
        super(STORES);
    }
}
