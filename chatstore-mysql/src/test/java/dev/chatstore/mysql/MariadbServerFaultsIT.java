package dev.chatstore.mysql;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Storage;
import dev.chatstore.testkit.fault.ServerFaultContract;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestServer;
import dev.chatstore.testkit.server.TestServers;
import java.util.List;
import java.util.Map;

final class MariadbServerFaultsIT extends ServerFaultContract {
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

    @Override
    protected List<String> makeReadOnly() {
        return List.of("set global read_only = on");
    }

    @Override
    protected List<String> makeWritable() {
        return List.of("set global read_only = off");
    }

    @Override
    protected boolean showsCommitsBeforeTheyAreDurable() {
        return true;
    }
}
