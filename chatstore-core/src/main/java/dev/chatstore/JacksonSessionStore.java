package dev.chatstore;

import dev.chatstore.api.ConflictException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Session;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionStore;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.backend.OpenGate;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A typed view of the sessions of a backend. Safe for use by several threads. */
final class JacksonSessionStore<S> implements SessionStore<S> {
    private final SessionBackend backend;
    private final OpenGate gate;
    private final StateCodec<S> codec;
    private final @Nullable Duration timeToLive;
    private final UpdateRetries retries;

    JacksonSessionStore(
            SessionBackend backend,
            OpenGate gate,
            StateCodec<S> codec,
            @Nullable Duration timeToLive,
            UpdateRetries retries) {
        this.backend = backend;
        this.gate = gate;
        this.codec = codec;
        this.timeToLive = timeToLive;
        this.retries = retries;
    }

    @Override
    public Optional<Session<S>> find(SessionKey key) {
        gate.checkOpen();
        return backend.find(key).map(this::typed);
    }

    @Override
    public Session<S> getOrCreate(SessionKey key, Supplier<? extends S> initial) {
        gate.checkOpen();
        return typed(backend.use(key, timeToLive)
                .orElseGet(() -> backend.getOrCreate(key, codec.write(initial.get()), timeToLive)));
    }

    @Override
    public Session<S> save(SessionKey key, S state, long expectedVersion) {
        gate.checkOpen();
        if (expectedVersion < 0) {
            throw new InvalidInputException("expectedVersion", "must not be negative", 0);
        }
        return write(key, state, expectedVersion);
    }

    @Override
    public Optional<Session<S>> update(SessionKey key, UnaryOperator<S> change) {
        return Optional.ofNullable(change(key, null, change));
    }

    @Override
    public Session<S> update(SessionKey key, Supplier<? extends S> initial, UnaryOperator<S> change) {
        Session<S> changed = change(key, initial, change);
        if (changed == null) {
            throw new IllegalStateException("an update from an initial state has a result");
        }
        return changed;
    }

    private @Nullable Session<S> change(
            SessionKey key, @Nullable Supplier<? extends S> initial, UnaryOperator<S> change) {
        for (int failures = 1; ; failures++) {
            gate.checkOpen();
            StoredSession current = backend.recall(key).orElse(null);
            if (current == null && initial == null) {
                return null;
            }
            S before = current == null ? Objects.requireNonNull(initial).get() : codec.read(current);
            try {
                return write(key, change.apply(before), current == null ? 0 : current.version());
            } catch (ConflictException e) {
                retries.pause(failures, e);
            }
        }
    }

    @Override
    public boolean touch(SessionKey key) {
        gate.checkOpen();
        return backend.use(key, timeToLive).isPresent();
    }

    @Override
    public boolean delete(SessionKey key) {
        gate.checkOpen();
        return backend.delete(key);
    }

    private Session<S> write(SessionKey key, S state, long expectedVersion) {
        StoredSession saved = backend.compareAndSet(key, expectedVersion, codec.write(state), timeToLive);
        return new Session<>(key, state, saved.version(), saved.created(), saved.updated(), saved.expires());
    }

    private Session<S> typed(StoredSession stored) {
        return new Session<>(
                stored.key(),
                codec.read(stored),
                stored.version(),
                stored.created(),
                stored.updated(),
                stored.expires());
    }
}
