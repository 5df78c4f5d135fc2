package dev.chatstore.mysql;

import dev.chatstore.testkit.server.ServerKind;

final class MysqlConnectionIT extends ConnectionContract {
    MysqlConnectionIT() {
        super(ServerKind.MYSQL_8, "mysql");
    }

    @Override
    String wrongUrl() {
        return url().replaceFirst("mysql:", "mariadb:").replace("DISABLED", "disable");
    }
}
