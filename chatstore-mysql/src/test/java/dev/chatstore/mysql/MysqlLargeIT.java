package dev.chatstore.mysql;

import dev.chatstore.testkit.server.ServerKind;

final class MysqlLargeIT extends LargeContract {
    MysqlLargeIT() {
        super(ServerKind.MYSQL_8);
    }
}
