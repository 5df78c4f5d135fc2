package dev.chatstore.postgres;

import dev.chatstore.api.Change;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.testkit.chat.ChangeNotificationContract;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestServers;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

final class PostgresChangeNotificationIT extends ChangeNotificationContract {
    @Override
    protected Backend open(InstantSource clock, Consumer<Change> committed) {
        String url = TestServers.shared(ServerKind.POSTGRES_18).newDatabase().url();
        return new PostgresBackendProvider()
                .open(new BackendContext(
                                ConnectionUrl.parse(url),
                                new Settings(Map.of()),
                                clock,
                                () -> ThreadLocalRandom.current().nextLong())
                        .withClocks(clock, clock)
                        .withCommitted(committed));
    }
}
