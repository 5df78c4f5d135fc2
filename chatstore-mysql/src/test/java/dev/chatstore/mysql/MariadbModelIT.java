package dev.chatstore.mysql;

import dev.chatstore.api.Stores;
import dev.chatstore.core.ChatStorage;
import dev.chatstore.testkit.ChatStoreModelContract;
import dev.chatstore.testkit.server.ServerKind;
import java.time.InstantSource;
import java.util.Map;

final class MariadbModelIT extends ChatStoreModelContract {
    private static final ProbedServer SERVER = ProbedServer.on(ServerKind.MARIADB_11);

    @Override
    protected Stores open(InstantSource clock, Map<String, String> settings) {
        SERVER.clear();
        return SERVER.open(clock, settings);
    }

    @Override
    protected Stores openModel(InstantSource clock, Map<String, String> settings) {
        return ChatStorage.builder()
                .url("memory:")
                .clock(clock)
                .settings(settings)
                .open();
    }
}
