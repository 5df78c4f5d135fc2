package dev.chatstore.mysql;

import dev.chatstore.api.Stores;
import dev.chatstore.testkit.SessionStoreContract;
import dev.chatstore.testkit.server.ServerKind;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

final class MariadbSessionStoreIT extends SessionStoreContract {
    private static final ProbedServer SERVER = ProbedServer.on(ServerKind.MARIADB_11);

    @BeforeEach
    void clear() {
        SERVER.clear();
    }

    @Override
    protected Stores open(InstantSource clock, Map<String, String> settings) {
        return SERVER.open(clock, settings);
    }

    @Override
    protected void loseNextReply() {
        SERVER.loseNextReply();
    }
}
