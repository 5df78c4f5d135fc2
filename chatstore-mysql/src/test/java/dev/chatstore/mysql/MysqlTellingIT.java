package dev.chatstore.mysql;

import dev.chatstore.testkit.server.ServerKind;

final class MysqlTellingIT extends ServerTellingContract {
    MysqlTellingIT() {
        super(ServerKind.MYSQL_8);
    }
}
