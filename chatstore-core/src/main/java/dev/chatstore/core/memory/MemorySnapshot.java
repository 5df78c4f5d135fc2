package dev.chatstore.core.memory;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.api.spi.segment.StoredSegment;
import dev.chatstore.core.backend.CopiedSnapshot;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A copy of the store in memory, with the segments of its conversations. */
final class MemorySnapshot implements StoreSnapshot {
    private final CopiedSnapshot copy;
    private final Map<ConversationId, List<StoredSegment>> segments = new HashMap<>();

    MemorySnapshot(StoreScope scope, List<MemoryConversation> conversations, List<StoredSession> sessions) {
        copy = new CopiedSnapshot(
                scope, conversations.stream().map(MemoryConversation::whole).toList(), sessions);
        for (MemoryConversation conversation : conversations) {
            List<StoredSegment> all = conversation.history().segments().all();
            if (!all.isEmpty()) {
                segments.put(conversation.snapshot().id(), all);
            }
        }
    }

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
