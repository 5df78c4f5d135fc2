package dev.chatstore;

import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.BackendProvider;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.core.memory.MemoryBackendProvider;
import java.util.ArrayList;
import java.util.List;

/** Records the contexts with which it is opened, and opens a store in memory. */
final class RecordingProvider implements BackendProvider {
    static final Setting<Integer> SPEED = Setting.count("recorded.speed", 3, 1, 9, "How fast it is.");

    final List<BackendContext> opened = new ArrayList<>();

    @Override
    public List<Setting<?>> settings() {
        return List.of(SPEED);
    }

    @Override
    public Backend open(BackendContext context) {
        opened.add(context);
        ConnectionUrl memory = ConnectionUrl.parse("memory:");
        return new MemoryBackendProvider()
                .open(new BackendContext(memory, context.settings(), context.clock(), context.random()));
    }
}
