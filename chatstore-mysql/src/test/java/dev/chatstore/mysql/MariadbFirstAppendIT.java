package dev.chatstore.mysql;

import dev.chatstore.testkit.server.ServerKind;

final class MariadbFirstAppendIT extends FirstAppendContract {
    MariadbFirstAppendIT() {
        super(MysqlStores.on(ServerKind.MARIADB_11));
    }
}
