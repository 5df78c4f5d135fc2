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
    private final Map<String, TypedStore> stores = new ConcurrentHashMap<>();
    private final SessionBackend backend;
    private final Limits limits;
    private final StateMappers mappers;
    private final Settings settings;
    private final UpdateRetries retries;
    private final OpenGate gate;

    private record TypedStore(Class<?> type, JacksonSessionStore<?> store) {}

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
        retries = new UpdateRetries(settings, random);
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
        TypedStore found = stores.computeIfAbsent(name, any -> new TypedStore(type, create(name, type)));
        if (found.type != type) {
            throw new InvalidInputException(
                    "type",
                    "must be " + found.type.getName() + ", the type of the session store \"" + name
                            + "\" in this storage; use another name for " + type.getName(),
                    0);
        }
        return (SessionStore<S>) found.store;
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
