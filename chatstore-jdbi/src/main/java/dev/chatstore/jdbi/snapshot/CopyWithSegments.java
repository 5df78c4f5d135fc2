package dev.chatstore.jdbi.snapshot;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.api.spi.segment.StoredSegment;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A snapshot that is a copy in memory, with the segments that belong to it.
 *
 * @param segments by conversation, oldest first
 */
record CopyWithSegments(StoreSnapshot copy, Map<ConversationId, List<StoredSegment>> segments)
        implements StoreSnapshot {
    @Override
    public Consistency consistency() {
        return copy.consistency();
    }

    @Override
    public Iterator<ConversationSnapshot> conversations() {
        return copy.conversations();
    }

    @Override
    public Iterator<StoredSession> sessions() {
        return copy.sessions();
    }

    @Override
    public Optional<ConversationSnapshot> find(ConversationId id) {
        return copy.find(id);
    }

    @Override
    public Optional<StoredSession> find(SessionId id) {
        return copy.find(id);
    }

    @Override
    public Optional<StoredSegment> segment(ConversationId id, long sequence) {
        return segments.getOrDefault(id, List.of()).stream()
                .filter(stored -> stored.segment().first() <= sequence
                        && sequence <= stored.segment().last())
                .findFirst();
    }

    @Override
    public void close() {
        copy.close();
    }
}
