package dev.chatstore.postgres;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Storage;
import dev.chatstore.testkit.fault.NetworkFaultContract;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestServer;
import dev.chatstore.testkit.server.TestServers;
import java.util.Map;

final class PostgresNetworkFaultsIT extends NetworkFaultContract {
    @Override
    protected TestServer startServer() {
        return TestServers.start(ServerKind.POSTGRES_18);
    }

    @Override
    protected Storage open(String url, Map<String, String> settings) {
        return ChatStorage.builder().url(url).settings(settings).open();
    }
}
