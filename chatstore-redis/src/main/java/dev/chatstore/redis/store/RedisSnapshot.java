package dev.chatstore.redis.store;

import dev.chatstore.api.ClosedException;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.api.spi.StoredSession;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * A snapshot of what others may write to meanwhile: each conversation and each session is as it was at a moment of its own. The
 * lists decide what is in it, tenant by tenant, and the tenants come from a scan of the keys on all nodes.
 */
final class RedisSnapshot implements StoreSnapshot {
    private final StoreContext store;
    private final SessionLists lists;
    private final SessionBackend sessions;
    private final StoreScope scope;
    private final ConversationReads reads;
    private volatile boolean closed;

    RedisSnapshot(StoreContext store, SessionLists lists, SessionBackend sessions, StoreScope scope) {
        this.store = store;
        this.lists = lists;
        this.sessions = sessions;
        this.scope = scope;
        this.reads = new ConversationReads(store);
    }

    @Override
    public Consistency consistency() {
        return Consistency.PER_CONVERSATION;
    }

    @Override
    public Iterator<ConversationSnapshot> conversations() {
        checkOpen();
        return ListedConversations.whole(store, reads, scope);
    }

    @Override
    public Iterator<Conversation> heads() {
        checkOpen();
        return ListedConversations.heads(store, reads, scope);
    }

    @Override
    public Map<ConversationId, Conversation> heads(Collection<ConversationId> ids) {
        checkOpen();
        return reads.heads(ids);
    }

    @Override
    public Iterator<StoredSession> sessions() {
        checkOpen();
        return scope.value() == null ? new ListedSessions(store, lists, scope) : Collections.emptyIterator();
    }

    @Override
    public Optional<ConversationSnapshot> find(ConversationId id) {
        checkOpen();
        return reads.find(id);
    }

    @Override
    public Optional<StoredSession> find(SessionId id) {
        checkOpen();
        return sessions.find(id);
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
