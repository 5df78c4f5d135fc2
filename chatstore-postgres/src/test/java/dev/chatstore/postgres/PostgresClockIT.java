package dev.chatstore.postgres;

import dev.chatstore.api.spi.BackendProvider;
import dev.chatstore.testkit.ClockContract;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestDatabase;
import dev.chatstore.testkit.server.TestServers;
import java.time.InstantSource;

final class PostgresClockIT extends ClockContract {
    private static final TestDatabase DATABASE =
            TestServers.shared(ServerKind.POSTGRES_18).newDatabase();

    PostgresClockIT() {
        super(InstantSource.system());
    }

    @Override
    protected BackendProvider provider() {
        return new PostgresBackendProvider();
    }

    @Override
    protected String url() {
        return DATABASE.url();
    }
}
