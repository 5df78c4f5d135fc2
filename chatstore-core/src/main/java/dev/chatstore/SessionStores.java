package dev.chatstore;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstore.api.SessionStore;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.core.backend.OpenGate;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The typed session stores of one storage. Safe for use by several threads. */
final class SessionStores {
    private final Map<Class<?>, SessionStore<?>> stores = new ConcurrentHashMap<>();
    private final SessionBackend backend;
    private final OpenGate gate;
    private final ObjectMapper mapper;
    private final Limits limits;
    private final @Nullable Duration timeToLive;
    private final UpdateRetries retries;

    // Six parameters: what stores of every type share.
    SessionStores(
            SessionBackend backend,
            OpenGate gate,
            ObjectMapper mapper,
            Limits limits,
            Settings settings,
            RandomGenerator random) {
        this.backend = backend;
        this.gate = gate;
        this.mapper = mapper;
        this.limits = limits;
        timeToLive = settings.get(CommonSettings.SESSION_TTL).orElse(null);
        retries = new UpdateRetries(settings, random);
    }

    /** Returns the store of a type, always the same. */
    @SuppressWarnings("unchecked") // the store of a type is created for that type
    <S> SessionStore<S> of(Class<S> type) {
        return (SessionStore<S>) stores.computeIfAbsent(type, this::create);
    }

    private <S> SessionStore<S> create(Class<S> type) {
        return new JacksonSessionStore<>(backend, gate, new StateCodec<>(mapper, type, limits), timeToLive, retries);
    }
}
