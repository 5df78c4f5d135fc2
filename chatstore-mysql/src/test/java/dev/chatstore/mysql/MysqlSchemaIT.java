package dev.chatstore.mysql;

import dev.chatstore.testkit.server.ServerKind;

final class MysqlSchemaIT extends ServerSchemaContract {
    MysqlSchemaIT() {
        super(ServerKind.MYSQL_8, "dump/mysql/");
    }
}
