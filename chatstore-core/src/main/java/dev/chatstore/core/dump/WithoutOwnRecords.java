package dev.chatstore.core.dump;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.archive.dictionary.Dictionaries;
import dev.chatstore.core.audit.AuditTrail;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of a whole store without its audit trails and the dictionaries of its archive. They are the store's own: a copy that
 * brought those of the source, or removed those of the target, would change what says who copied, and make segments unreadable.
 */
final class WithoutOwnRecords implements StoreSnapshot {
    private final StoreSnapshot snapshot;

    private WithoutOwnRecords(StoreSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** Returns a snapshot of a scope without the trails, unless the scope has nothing else. */
    static StoreSnapshot of(StoreSnapshot snapshot, StoreScope scope) {
        return scope.tenant() == null ? new WithoutOwnRecords(snapshot) : snapshot;
    }

    private static boolean isTrail(ConversationId id) {
        return id.tenant().equals(AuditTrail.TENANT);
    }

    @Override
    public Consistency consistency() {
        return snapshot.consistency();
    }

    @Override
    public Iterator<ConversationSnapshot> conversations() {
        return new Filtered<>(snapshot.conversations(), conversation -> !isTrail(conversation.id()));
    }

    @Override
    public Iterator<Conversation> heads() {
        return new Filtered<>(snapshot.heads(), head -> !isTrail(head.id()));
    }

    @Override
    public Map<ConversationId, Conversation> heads(Collection<ConversationId> ids) {
        return snapshot.heads(ids.stream().filter(id -> !isTrail(id)).toList());
    }

    @Override
    public Iterator<StoredSession> sessions() {
        return new Filtered<>(snapshot.sessions(), session -> !Dictionaries.contain(session.id()));
    }

    @Override
    public Optional<ConversationSnapshot> find(ConversationId id) {
        return isTrail(id) ? Optional.empty() : snapshot.find(id);
    }

    @Override
    public Optional<StoredSession> find(SessionId id) {
        return Dictionaries.contain(id) ? Optional.empty() : snapshot.find(id);
    }

    @Override
    public void close() {
        snapshot.close();
    }

    /** Those of an iterator that are shown. What cannot be read is thrown by {@code next}, as the iterator does. */
    private static final class Filtered<T> implements Iterator<T> {
        private final Iterator<T> all;
        private final Predicate<T> isShown;
        private @Nullable T next;
        private @Nullable RuntimeException failure;

        Filtered(Iterator<T> all, Predicate<T> isShown) {
            this.all = all;
            this.isShown = isShown;
        }

        @Override
        public boolean hasNext() {
            while (next == null && failure == null && all.hasNext()) {
                try {
                    T found = all.next();
                    next = isShown.test(found) ? found : null;
                } catch (RuntimeException e) {
                    failure = e;
                }
            }
            return next != null || failure != null;
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            RuntimeException thrown = failure;
            T found = next;
            failure = null;
            next = null;
            if (found == null) {
                throw thrown == null ? new NoSuchElementException() : thrown;
            }
            return found;
        }
    }
}
