package dev.chatstore.mysql;

import dev.chatstore.testkit.server.ServerKind;
import java.util.Map;

final class MysqlStatementsIT extends StatementContract {
    MysqlStatementsIT() {
        super(MysqlStores.on(ServerKind.MYSQL_8));
    }

    @Override
    Map<String, Integer> cheaper() {
        return Map.of();
    }
}
