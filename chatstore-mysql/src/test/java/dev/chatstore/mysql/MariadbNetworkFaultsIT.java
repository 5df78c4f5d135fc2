package dev.chatstore.mysql;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Storage;
import dev.chatstore.testkit.fault.NetworkFaultContract;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestServer;
import dev.chatstore.testkit.server.TestServers;
import java.util.Map;

final class MariadbNetworkFaultsIT extends NetworkFaultContract {
    @Override
    protected TestServer startServer() {
        return TestServers.start(ServerKind.MARIADB_11);
    }

    @Override
    protected Storage open(String url, Map<String, String> settings) {
        return ChatStorage.builder()
                .url(url + "?sslMode=disable")
                .settings(settings)
                .open();
    }
}
