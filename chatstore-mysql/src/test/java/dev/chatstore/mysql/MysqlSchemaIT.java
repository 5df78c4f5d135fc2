package dev.chatstore.mysql;

import dev.chatstore.testkit.server.ServerKind;

final class MysqlSchemaIT extends SchemaContract {
    MysqlSchemaIT() {
        super(ServerKind.MYSQL_8);
    }
}
