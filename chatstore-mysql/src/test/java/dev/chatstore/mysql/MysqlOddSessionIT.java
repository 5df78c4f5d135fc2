package dev.chatstore.mysql;

import dev.chatstore.testkit.server.ServerKind;

final class MysqlOddSessionIT extends OddSessionContract {
    MysqlOddSessionIT() {
        super(MysqlStores.on(ServerKind.MYSQL_8), "mysql");
    }
}
