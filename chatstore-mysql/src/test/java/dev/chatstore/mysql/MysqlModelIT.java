package dev.chatstore.mysql;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Storage;
import dev.chatstore.testkit.model.ChatStoreModelContract;
import dev.chatstore.testkit.server.ServerKind;
import java.time.InstantSource;
import java.util.Map;

final class MysqlModelIT extends ChatStoreModelContract {
    private static final MysqlStores STORES = MysqlStores.on(ServerKind.MYSQL_8);

    @Override
    protected Storage open(InstantSource clock, Map<String, String> settings) {
        STORES.database().clear();
        return STORES.open(clock, settings);
    }

    @Override
    protected Storage openModel(InstantSource clock, Map<String, String> settings) {
        return ChatStorage.builder()
                .url("memory:")
                .clock(clock)
                .expiryClock(clock)
                .settings(settings)
                .open();
    }
}
