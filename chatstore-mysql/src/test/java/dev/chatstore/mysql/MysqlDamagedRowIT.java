package dev.chatstore.mysql;

import dev.chatstore.testkit.server.ServerKind;

final class MysqlDamagedRowIT extends ServerDamagedRowContract {
    private static final MysqlStores STORES = MysqlStores.on(ServerKind.MYSQL_8);

    MysqlDamagedRowIT() {
        super(STORES);
    }
}
