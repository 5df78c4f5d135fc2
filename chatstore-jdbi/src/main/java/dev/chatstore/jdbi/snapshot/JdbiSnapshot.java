package dev.chatstore.jdbi.snapshot;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.api.spi.segment.StoredSegment;
import dev.chatstore.jdbi.segment.FindSegment;
import dev.chatstore.jdbi.session.SnapshotSessions;
import dev.chatstore.jdbi.sql.ReadTransaction;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/** A snapshot that is one transaction. */
final class JdbiSnapshot implements StoreSnapshot {
    private final ReadTransaction transaction;
    private final StoreScope scope;
    private final SnapshotReads reads;
    private final SnapshotSessions sessions;

    JdbiSnapshot(ReadTransaction transaction, StoreScope scope) {
        this.transaction = transaction;
        this.scope = scope;
        reads = new SnapshotReads(transaction);
        sessions = new SnapshotSessions(transaction);
    }

    @Override
    public Consistency consistency() {
        return Consistency.POINT_IN_TIME;
    }

    @Override
    public Iterator<ConversationSnapshot> conversations() {
        return new SnapshotConversations(reads, scope);
    }

    @Override
    public Iterator<Conversation> heads() {
        return new SnapshotHeads(reads, scope);
    }

    @Override
    public Map<ConversationId, Conversation> heads(Collection<ConversationId> ids) {
        return new HeadLookup(reads).find(ids);
    }

    @Override
    public Iterator<StoredSession> sessions() {
        return sessions.of(scope);
    }

    @Override
    public Optional<ConversationSnapshot> find(ConversationId id) {
        return reads.head(id).map(head -> SnapshotConversations.alone(reads, head));
    }

    @Override
    public Optional<StoredSession> find(SessionId id) {
        return sessions.find(id);
    }

    @Override
    public Optional<StoredSegment> segment(ConversationId id, long sequence) {
        return transaction.read(sql -> FindSegment.find(sql, id, sequence));
    }

    @Override
    public void close() {
        transaction.close();
    }
}
