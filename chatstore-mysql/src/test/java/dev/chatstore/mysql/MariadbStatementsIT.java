package dev.chatstore.mysql;

import dev.chatstore.testkit.server.ServerKind;
import java.util.Map;

final class MariadbStatementsIT extends StatementContract {
    MariadbStatementsIT() {
        super(MysqlStores.on(ServerKind.MARIADB_11));
    }

    /** An insert that returns its row saves the statement that reads it. */
    @Override
    Map<String, Integer> cheaper() {
        return Map.of("session getOrCreate new", 2);
    }
}
