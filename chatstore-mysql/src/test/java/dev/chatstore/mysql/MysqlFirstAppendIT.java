package dev.chatstore.mysql;

import dev.chatstore.testkit.server.ServerKind;

final class MysqlFirstAppendIT extends FirstAppendContract {
    MysqlFirstAppendIT() {
        super(MysqlStores.on(ServerKind.MYSQL_8));
    }
}
