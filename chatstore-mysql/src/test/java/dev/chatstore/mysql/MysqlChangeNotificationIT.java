package dev.chatstore.mysql;

import dev.chatstore.testkit.server.ServerKind;

final class MysqlChangeNotificationIT extends ServerChangeNotificationContract {
    MysqlChangeNotificationIT() {
        super(ServerKind.MYSQL_8);
    }
}
