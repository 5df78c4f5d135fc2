package dev.chatstore.mysql;

import dev.chatstore.testkit.server.ServerKind;

final class MariadbOddSessionIT extends OddSessionContract {
    MariadbOddSessionIT() {
        super(MysqlStores.on(ServerKind.MARIADB_11), "mariadb");
    }
}
