package dev.chatstore.mysql;

import dev.chatstore.api.Storage;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.session.SessionStoreContract;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

final class MysqlSessionStoreIT extends SessionStoreContract {
    private static final MysqlStores STORES = MysqlStores.on(ServerKind.MYSQL_8);

    @BeforeEach
    void clear() {
        STORES.database().clear();
    }

    @Override
    protected Storage open(InstantSource clock, Map<String, String> settings) {
        return STORES.open(clock, settings);
    }

    @Override
    protected void loseNextReply() {
        STORES.probes().loseNextReply();
    }
}
