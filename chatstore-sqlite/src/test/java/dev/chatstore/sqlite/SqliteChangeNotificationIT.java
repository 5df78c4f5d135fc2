package dev.chatstore.sqlite;

import dev.chatstore.api.Change;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.testkit.chat.ChangeNotificationContract;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

final class SqliteChangeNotificationIT extends ChangeNotificationContract {
    @Override
    protected Backend open(InstantSource clock, Consumer<Change> committed) {
        return new SqliteBackendProvider()
                .open(new BackendContext(
                                ConnectionUrl.parse("sqlite::memory:"),
                                new Settings(Map.of()),
                                clock,
                                () -> ThreadLocalRandom.current().nextLong())
                        .withClocks(clock, clock)
                        .withCommitted(committed));
    }
}
