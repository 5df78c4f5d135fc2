package dev.chatstore.mysql;

import dev.chatstore.api.Stores;
import dev.chatstore.core.ChatStorage;
import dev.chatstore.testkit.fault.NetworkFaultContract;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestServer;
import dev.chatstore.testkit.server.TestServers;
import java.util.Map;

final class MysqlNetworkFaultsIT extends NetworkFaultContract {
    @Override
    protected TestServer startServer() {
        return TestServers.start(ServerKind.MYSQL_8);
    }

    @Override
    protected Stores open(String url, Map<String, String> settings) {
        return ChatStorage.builder()
                .url(url + "?sslMode=DISABLED&allowPublicKeyRetrieval=true")
                .settings(settings)
                .open();
    }
}
