package dev.chatstore;

import dev.chatstore.api.Change;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.core.memory.MemoryBackendProvider;
import dev.chatstore.testkit.chat.ChangeNotificationContract;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

final class MemoryChangeNotificationTest extends ChangeNotificationContract {
    @Override
    protected Backend open(InstantSource clock, Consumer<Change> committed) {
        return new MemoryBackendProvider()
                .open(new BackendContext(
                                ConnectionUrl.parse("memory:"),
                                new Settings(Map.of()),
                                clock,
                                () -> ThreadLocalRandom.current().nextLong())
                        .withClocks(clock, clock)
                        .withCommitted(committed));
    }
}
