package dev.chatstore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Session;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionStore;
import dev.chatstore.api.spi.StoredSession;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Gives the sessions of a backend a type. */
final class JacksonSessionStore<S> implements SessionStore<S> {
    private final SessionSupport support;
    private final String typeName;
    private final ObjectReader reader;
    private final ObjectWriter writer;

    JacksonSessionStore(SessionSupport support, ObjectMapper mapper, Class<S> type) {
        this.support = support;
        this.typeName = type.getName();
        this.reader = mapper.readerFor(type);
        this.writer = mapper.writerFor(type);
    }

    @Override
    public Optional<Session<S>> find(SessionKey key) {
        support.gate().checkOpen();
        return support.backend().find(key).map(this::typed);
    }

    @Override
    public Session<S> getOrCreate(SessionKey key, Supplier<? extends S> initial) {
        support.gate().checkOpen();
        return typed(support.backend()
                .use(key, support.timeToLive())
                .orElseGet(() -> support.backend().getOrCreate(key, text(initial.get()), support.timeToLive())));
    }

    @Override
    public Session<S> save(SessionKey key, S state, long expectedVersion) {
        support.gate().checkOpen();
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
            support.gate().checkOpen();
            StoredSession current = support.backend().recall(key).orElse(null);
            if (current == null && initial == null) {
                return null;
            }
            S before = current == null ? Objects.requireNonNull(initial).get() : state(current);
            try {
                return write(key, change.apply(before), current == null ? 0 : current.version());
            } catch (ConflictException e) {
                if (failures > support.retries()) {
                    throw e;
                }
                support.backoff().pause(failures);
            }
        }
    }

    @Override
    public boolean touch(SessionKey key) {
        support.gate().checkOpen();
        return support.backend().use(key, support.timeToLive()).isPresent();
    }

    @Override
    public boolean delete(SessionKey key) {
        support.gate().checkOpen();
        return support.backend().delete(key);
    }

    private Session<S> write(SessionKey key, S state, long expectedVersion) {
        String text = text(state);
        StoredSession saved = support.backend().compareAndSet(key, expectedVersion, text, support.timeToLive());
        return new Session<>(key, state, saved.version(), saved.created(), saved.updated(), saved.expires());
    }

    private Session<S> typed(StoredSession stored) {
        return new Session<>(
                stored.key(), state(stored), stored.version(), stored.created(), stored.updated(), stored.expires());
    }

    private String text(@Nullable S state) {
        if (state == null) {
            throw new InvalidInputException("session.state", "must not be null", 0);
        }
        try {
            String text = writer.writeValueAsString(state);
            support.limits().checkState(text);
            return text;
        } catch (JsonProcessingException e) {
            // Its message may quote the state.
            throw new InvalidInputException("session.state", "must be writable as JSON, as " + typeName + " is not", 0);
        }
    }

    private S state(StoredSession stored) {
        try {
            S state = reader.readValue(stored.state());
            if (state != null) {
                return state;
            }
        } catch (JsonProcessingException e) {
            // Refused below, without a cause whose message may quote the state.
        }
        throw new CorruptDataException(
                "the state of " + stored.key() + ", of length " + stored.state().length() + ", cannot be read as "
                        + typeName,
                null);
    }
}
