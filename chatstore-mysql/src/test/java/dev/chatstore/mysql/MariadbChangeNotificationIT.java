package dev.chatstore.mysql;

import dev.chatstore.testkit.server.ServerKind;

final class MariadbChangeNotificationIT extends ServerChangeNotificationContract {
    MariadbChangeNotificationIT() {
        super(ServerKind.MARIADB_11);
    }
}
