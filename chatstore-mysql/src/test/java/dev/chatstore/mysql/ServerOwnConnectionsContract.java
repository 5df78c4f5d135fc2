package dev.chatstore.mysql;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Storage;
import dev.chatstore.testkit.jdbc.OwnConnectionsContract;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestServers;
import java.util.Map;
import javax.sql.DataSource;

/** A store on an application's own connections to either server. */
abstract class ServerOwnConnectionsContract extends OwnConnectionsContract {
    private final String scheme;

    ServerOwnConnectionsContract(ServerKind kind, String scheme) {
        super(TestServers.shared(kind).newDatabase());
        this.scheme = scheme;
    }

    @Override
    protected final Storage open(DataSource own, Map<String, String> settings) {
        return ChatStorage.builder()
                .url(scheme + ":")
                .settings(settings)
                .backend(new MysqlBackendProvider(own))
                .open();
    }
}
