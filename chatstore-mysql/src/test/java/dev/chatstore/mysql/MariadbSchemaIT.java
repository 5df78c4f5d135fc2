package dev.chatstore.mysql;

import dev.chatstore.testkit.server.ServerKind;

final class MariadbSchemaIT extends ServerSchemaContract {
    MariadbSchemaIT() {
        super(ServerKind.MARIADB_11, "dump/mariadb/");
    }
}
