package dev.chatstore.mysql;

import dev.chatstore.testkit.server.ServerKind;

final class MariadbOwnConnectionsIT extends ServerOwnConnectionsContract {
    MariadbOwnConnectionsIT() {
        super(ServerKind.MARIADB_11, "mariadb");
    }
}
