package dev.chatstore.mysql;

import dev.chatstore.testkit.server.ServerKind;

final class MariadbPacketIT extends PacketContract {
    MariadbPacketIT() {
        super(MysqlStores.on(ServerKind.MARIADB_11), "mariadb");
    }
}
