package dev.chatstore.mysql;

import dev.chatstore.testkit.server.ServerKind;

final class MariadbOddServerIT extends OddServerContract {
    MariadbOddServerIT() {
        super(ServerKind.MARIADB_11, "mariadb");
    }
}
