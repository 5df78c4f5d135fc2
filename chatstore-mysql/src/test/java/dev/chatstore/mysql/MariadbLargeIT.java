package dev.chatstore.mysql;

import dev.chatstore.testkit.server.ServerKind;

final class MariadbLargeIT extends LargeContract {
    MariadbLargeIT() {
        super(ServerKind.MARIADB_11);
    }
}
