package dev.chatstore.mysql;

import dev.chatstore.testkit.server.ServerKind;

final class MysqlPacketIT extends PacketContract {
    MysqlPacketIT() {
        super(MysqlStores.on(ServerKind.MYSQL_8), "mysql");
    }
}
