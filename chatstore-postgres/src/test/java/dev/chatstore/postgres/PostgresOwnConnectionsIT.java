package dev.chatstore.postgres;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Storage;
import dev.chatstore.testkit.jdbc.OwnConnectionsContract;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestServers;
import java.util.Map;
import javax.sql.DataSource;

final class PostgresOwnConnectionsIT extends OwnConnectionsContract {
    PostgresOwnConnectionsIT() {
        super(TestServers.shared(ServerKind.POSTGRES_18).newDatabase());
    }

    @Override
    protected Storage open(DataSource own, Map<String, String> settings) {
        return ChatStorage.builder()
                .url("postgresql:")
                .settings(settings)
                .backend(new PostgresBackendProvider(own))
                .open();
    }
}
