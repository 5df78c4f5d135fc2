package dev.chatstore.core.backend;

import dev.chatstore.api.ClosedException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.api.spi.StoredSession;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A snapshot that is a copy in memory. */
public final class CopiedSnapshot implements StoreSnapshot {
    private final StoreScope scope;
    private final SortedMap<ConversationId, ConversationSnapshot> conversations = new TreeMap<>(KeyOrder.CONVERSATIONS);
    private final SortedMap<SessionId, StoredSession> sessions = new TreeMap<>(KeyOrder.SESSIONS);
    private volatile boolean closed;

    /** Creates a snapshot of all conversations and sessions of a store. */
    public CopiedSnapshot(StoreScope scope, List<ConversationSnapshot> conversations, List<StoredSession> sessions) {
        this.scope = scope;
        this.conversations.putAll(byId(conversations, ConversationSnapshot::id));
        this.sessions.putAll(byId(sessions, StoredSession::id));
    }

    private static <K, V> Map<K, V> byId(List<V> values, Function<V, K> id) {
        return values.stream().collect(Collectors.toMap(id, Function.identity()));
    }

    @Override
    public Consistency consistency() {
        return Consistency.POINT_IN_TIME;
    }

    @Override
    public Iterator<ConversationSnapshot> conversations() {
        checkOpen();
        return conversations.values().stream()
                .filter(conversation -> scope.includes(conversation.head()))
                .iterator();
    }

    @Override
    public Iterator<StoredSession> sessions() {
        checkOpen();
        return sessions.values().stream()
                .filter(session -> scope.includes(session.id(), session.owner()))
                .iterator();
    }

    @Override
    public Optional<ConversationSnapshot> find(ConversationId id) {
        checkOpen();
        return Optional.ofNullable(conversations.get(id));
    }

    @Override
    public Optional<StoredSession> find(SessionId id) {
        checkOpen();
        return Optional.ofNullable(sessions.get(id));
    }

    private void checkOpen() {
        if (closed) {
            throw new ClosedException();
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
