package dev.chatstore;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.SessionStore;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.core.backend.OpenGate;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** The session stores of one storage: one for each name, with one type. Safe for use by several threads. */
final class SessionStores {
    private final Map<String, JacksonSessionStore<?>> stores = new ConcurrentHashMap<>();
    private final Map<String, Class<?>> types;
    private final SessionBackend backend;
    private final Limits limits;
    private final StateMappers mappers;
    private final Settings settings;
    private final UpdateRetries retries;
    private final OpenGate gate;

    // Six parameters: what every session store of a storage shares.
    SessionStores(
            SessionBackend backend,
            OpenGate gate,
            StateMappers mappers,
            Limits limits,
            Settings settings,
            RandomGenerator random) {
        this.backend = backend;
        this.limits = limits;
        this.mappers = mappers;
        this.settings = settings;
        this.gate = gate;
        types = new ConcurrentHashMap<>();
        retries = new UpdateRetries(settings, random);
    }

    private SessionStores(SessionStores same, SessionBackend backend) {
        this.backend = backend;
        limits = same.limits;
        mappers = same.mappers;
        settings = same.settings;
        gate = same.gate;
        types = same.types;
        retries = same.retries;
    }

    /** Returns the same stores on another backend. */
    SessionStores on(SessionBackend other) {
        return new SessionStores(this, other);
    }

    /**
     * Returns the store of a name, always the same one.
     *
     * @throws InvalidInputException if the name is not valid, or the store of that name has another type
     */
    @SuppressWarnings("unchecked") // the store has the type that it was created for
    <S> SessionStore<S> store(String name, Class<S> type) {
        SessionId.checkName(name);
        Arguments.required("type", type);
        Class<?> known = types.computeIfAbsent(name, any -> type);
        if (known != type) {
            throw new InvalidInputException(
                    "type",
                    "must be " + known.getName() + ", the type of the session store \"" + name
                            + "\" in this storage; use another name for " + type.getName(),
                    0);
        }
        return (SessionStore<S>) stores.computeIfAbsent(name, any -> create(name, type));
    }

    private <S> JacksonSessionStore<S> create(String name, Class<S> type) {
        Duration timeToLive =
                settings.get(CommonSettings.sessionTtl(name, settings)).orElse(null);
        return new JacksonSessionStore<>(
                this, name, timeToLive, new StateCodec<>(mappers.of(type), type, limits), null);
    }

    /**
     * Returns the backend.
     *
     * @throws dev.chatstore.api.ClosedException if the storage is closed
     */
    SessionBackend backend() {
        gate.checkOpen();
        return backend;
    }

    UpdateRetries retries() {
        return retries;
    }
}
