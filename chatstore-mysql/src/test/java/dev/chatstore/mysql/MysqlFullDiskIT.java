package dev.chatstore.mysql;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Storage;
import dev.chatstore.testkit.fault.FullDiskContract;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestServer;
import dev.chatstore.testkit.server.TestServers;
import java.nio.file.Path;
import java.util.Map;

final class MysqlFullDiskIT extends FullDiskContract {
    MysqlFullDiskIT() {
        super(600);
    }

    @Override
    protected TestServer startServer(Path place) {
        return TestServers.start(ServerKind.MYSQL_8, place);
    }

    @Override
    protected Storage open(String url, Map<String, String> settings) {
        return ChatStorage.builder()
                .url(url + "?sslMode=DISABLED&allowPublicKeyRetrieval=true")
                .settings(settings)
                .open();
    }
}
