package dev.chatstore.core.archive;

import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.core.memory.MemoryBackendProvider;
import java.time.InstantSource;
import java.util.Map;
import java.util.SplittableRandom;

/** Durable backends in memory. */
final class MemoryStores {
    private MemoryStores() {}

    static Backend open() {
        return new MemoryBackendProvider()
                .open(new BackendContext(
                        ConnectionUrl.parse("memory:"),
                        new Settings(Map.of()),
                        InstantSource.system(),
                        new SplittableRandom(1)));
    }
}
