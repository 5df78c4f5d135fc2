package dev.chatstore.mysql;

import dev.chatstore.testkit.server.ServerKind;

final class MysqlPurgeIT extends PurgeContract {
    MysqlPurgeIT() {
        super(ServerKind.MYSQL_8, "mysql");
    }
}
