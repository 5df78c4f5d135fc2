package dev.chatstore.mysql;

import dev.chatstore.api.Storage;
import dev.chatstore.testkit.jdbc.DataSourceProbes;
import dev.chatstore.testkit.jdbc.EstimateContract;
import dev.chatstore.testkit.server.ServerKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Map;

final class MysqlEstimateIT extends EstimateContract {
    private static final MysqlStores STORES = MysqlStores.on(ServerKind.MYSQL_8);

    @Override
    protected Storage open() {
        STORES.database().clear();
        return STORES.open(InstantSource.system(), Map.of());
    }

    @Override
    protected DataSourceProbes probes() {
        return STORES.probes();
    }

    @Override
    protected void analyze() throws SQLException {
        try (Connection connection = STORES.database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("analyze table chat_conversation, chat_message, chat_session");
        }
    }
}
