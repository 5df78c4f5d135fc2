package dev.chatstore.mysql;

import dev.chatstore.testkit.server.ServerKind;

final class MariadbSchemaIT extends SchemaContract {
    MariadbSchemaIT() {
        super(ServerKind.MARIADB_11);
    }
}
