package dev.chatstore;

import dev.chatstore.api.ConflictException;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Page;
import dev.chatstore.api.Session;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionQuery;
import dev.chatstore.api.SessionStore;
import dev.chatstore.api.spi.SessionScope;
import dev.chatstore.api.spi.SessionWrite;
import dev.chatstore.api.spi.StoredSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A typed view of the sessions of one name. Safe for use by several threads. */
final class JacksonSessionStore<S> implements SessionStore<S> {
    private final SessionStores stores;
    private final String name;
    private final @Nullable Duration timeToLive;
    private final StateCodec<S> codec;
    private final @Nullable String owner;

    JacksonSessionStore(
            SessionStores stores,
            String name,
            @Nullable Duration timeToLive,
            StateCodec<S> codec,
            @Nullable String owner) {
        this.stores = stores;
        this.name = name;
        this.timeToLive = timeToLive;
        this.codec = codec;
        this.owner = owner;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public SessionStore<S> assigningOwner(String owner) {
        // A query has the same rule for its owner.
        SessionQuery checked = SessionQuery.ofOwner(owner);
        return new JacksonSessionStore<>(stores, name, timeToLive, codec, checked.owner());
    }

    @Override
    public Optional<Session<S>> find(SessionKey key) {
        return stores.backend().find(id(key)).map(codec::typed);
    }

    @Override
    public Page<Session<S>> list(SessionQuery query) {
        Arguments.required("query", query);
        SessionId after = query.cursor() == null ? null : SessionCursor.decode(query.tenant(), name, query.cursor());
        List<StoredSession> found = stores.backend().list(scope(query), after, query.limit() + 1);
        boolean isLast = found.size() <= query.limit();
        List<StoredSession> page = isLast ? found : found.subList(0, query.limit());
        String next =
                isLast ? null : SessionCursor.encode(page.get(page.size() - 1).id());
        List<Session<S>> items = new ArrayList<>(page.size());
        List<CorruptDataException> unreadable = new ArrayList<>();
        for (StoredSession stored : page) {
            try {
                items.add(codec.typed(stored));
            } catch (CorruptDataException e) {
                unreadable.add(e);
            }
        }
        return new Page<>(items, next, unreadable);
    }

    @Override
    public long count(SessionQuery query) {
        return stores.backend().count(scope(Arguments.required("query", query)));
    }

    private SessionScope scope(SessionQuery query) {
        return new SessionScope(query.tenant(), name, query.owner());
    }

    @Override
    public Session<S> getOrCreate(SessionKey key, Supplier<? extends S> initial) {
        SessionId id = id(key);
        Arguments.required("initial", initial);
        return codec.typed(stores.backend()
                .use(id, timeToLive)
                .orElseGet(() -> stores.backend().getOrCreate(id, toWrite(codec.write(id, initial.get())))));
    }

    @Override
    public Session<S> save(SessionKey key, S state, long expectedVersion) {
        SessionId id = id(key);
        if (expectedVersion < 0) {
            throw new InvalidInputException("expectedVersion", "must not be negative", 0);
        }
        StoredSession saved = stores.backend().compareAndSet(id, expectedVersion, toWrite(codec.write(id, state)));
        return codec.typed(saved, state);
    }

    @Override
    public Optional<Session<S>> update(SessionKey key, UnaryOperator<S> change) {
        return Optional.ofNullable(change(id(key), null, change));
    }

    @Override
    public Session<S> update(SessionKey key, Supplier<? extends S> initial, UnaryOperator<S> change) {
        Session<S> changed = change(id(key), Arguments.required("initial", initial), change);
        return Objects.requireNonNull(changed, "an update from an initial state has a result");
    }

    private @Nullable Session<S> change(
            SessionId id, @Nullable Supplier<? extends S> initial, UnaryOperator<S> change) {
        Arguments.required("change", change);
        for (int failures = 1; ; failures++) {
            StoredSession current = stores.backend().recall(id).orElse(null);
            if (current == null && initial == null) {
                return null;
            }
            S before = current == null ? initialState(Objects.requireNonNull(initial)) : codec.read(current);
            S after = change.apply(before);
            try {
                return save(id, current, after);
            } catch (ConflictException e) {
                stores.retries().pause(failures, e);
            }
        }
    }

    private static <S> S initialState(Supplier<? extends S> initial) {
        return Arguments.required("session.state", initial.get());
    }

    private Session<S> save(SessionId id, @Nullable StoredSession current, S state) {
        String text = codec.write(id, state);
        if (current == null) {
            return codec.typed(stores.backend().compareAndSet(id, 0, toWrite(text)), state);
        }
        boolean isSame = text.equals(current.state()) && (owner == null || owner.equals(current.owner()));
        StoredSession saved = isSame
                ? stores.backend().confirm(current, timeToLive)
                : stores.backend().compareAndSet(current, toWrite(text));
        return codec.typed(saved, state);
    }

    @Override
    public boolean touch(SessionKey key) {
        return stores.backend().use(id(key), timeToLive).isPresent();
    }

    @Override
    public boolean delete(SessionKey key) {
        return stores.backend().delete(id(key));
    }

    private SessionWrite toWrite(String text) {
        return new SessionWrite(text, owner, timeToLive);
    }

    private SessionId id(SessionKey key) {
        return SessionId.of(name, Arguments.required("key", key));
    }
}
