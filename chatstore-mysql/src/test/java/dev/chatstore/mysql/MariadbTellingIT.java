package dev.chatstore.mysql;

import dev.chatstore.testkit.server.ServerKind;

final class MariadbTellingIT extends ServerTellingContract {
    MariadbTellingIT() {
        super(ServerKind.MARIADB_11);
    }
}
