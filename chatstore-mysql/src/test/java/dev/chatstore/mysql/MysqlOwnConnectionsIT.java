package dev.chatstore.mysql;

import dev.chatstore.testkit.server.ServerKind;

final class MysqlOwnConnectionsIT extends ServerOwnConnectionsContract {
    MysqlOwnConnectionsIT() {
        super(ServerKind.MYSQL_8, "mysql");
    }
}
