package dev.chatstore.mysql;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Storage;
import dev.chatstore.testkit.fault.FullDiskContract;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestServer;
import dev.chatstore.testkit.server.TestServers;
import java.nio.file.Path;
import java.util.Map;

final class MariadbFullDiskIT extends FullDiskContract {
    MariadbFullDiskIT() {
        super(600);
    }

    @Override
    protected TestServer startServer(Path place) {
        return TestServers.start(ServerKind.MARIADB_11, place);
    }

    @Override
    protected Storage open(String url, Map<String, String> settings) {
        return ChatStorage.builder()
                .url(url + "?sslMode=disable")
                .settings(settings)
                .open();
    }
}
