package dev.chatstore.core.memory;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.BackendProvider;
import dev.chatstore.api.spi.Schemes;
import dev.chatstore.api.spi.Setting;
import java.time.InstantSource;
import java.util.List;

/**
 * Opens a store in the memory of the process, for tests and experiments. <strong>Its content is lost when it is closed or
 * the process ends.</strong> It holds a limited number of messages. When it is full, an append is refused with {@link
 * dev.chatstore.api.LimitExceededException}; nothing is dropped to make room.
 */
@Schemes("memory")
public final class MemoryBackendProvider implements BackendProvider {
    static final Setting<Integer> MAX_MESSAGES = Setting.count(
            "memory.max-messages",
            1_000_000,
            1,
            100_000_000,
            "Maximum number of messages in the in-memory store; more are refused.");

    /** Creates the provider, as the service loader does. */
    public MemoryBackendProvider() {}

    @Override
    public List<Setting<?>> settings() {
        return List.of(MAX_MESSAGES);
    }

    @Override
    public Backend open(BackendContext context) {
        if (!context.url().rest().isEmpty()) {
            throw new InvalidInputException(
                    "url",
                    "must be memory: and nothing more",
                    context.url().rest().length());
        }
        InstantSource expiryClock = context.expiryClock();
        return new MemoryBackend(
                context.clock(),
                expiryClock == null ? InstantSource.system() : expiryClock,
                context.settings().get(MAX_MESSAGES),
                context.random(),
                context.committed());
    }
}
