package dev.chatstore.mysql;

import dev.chatstore.testkit.server.ServerKind;

final class MariadbPurgeIT extends PurgeContract {
    MariadbPurgeIT() {
        super(ServerKind.MARIADB_11, "mariadb");
    }
}
