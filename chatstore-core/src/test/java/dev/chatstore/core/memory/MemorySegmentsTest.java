package dev.chatstore.core.memory;

import dev.chatstore.api.Change;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.testkit.life.SegmentContract;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

final class MemorySegmentsTest extends SegmentContract {
    @Override
    protected Backend open(Consumer<Change> committed) {
        return new MemoryBackendProvider()
                .open(new BackendContext(
                                ConnectionUrl.parse("memory:"),
                                new Settings(Map.of()),
                                InstantSource.system(),
                                new Random(1))
                        .withCommitted(committed));
    }

    @Override
    protected void loseNextReply() {
        // Nothing lies between the caller and the data.
    }
}
