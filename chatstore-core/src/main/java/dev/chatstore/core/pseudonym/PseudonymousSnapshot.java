package dev.chatstore.core.pseudonym;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.api.spi.StoredSession;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/** Finds in a snapshot what belongs to a given id. What it returns is as it is stored. */
final class PseudonymousSnapshot implements StoreSnapshot {
    private final StoreSnapshot snapshot;
    private final Pseudonyms pseudonyms;

    PseudonymousSnapshot(StoreSnapshot snapshot, Pseudonyms pseudonyms) {
        this.snapshot = snapshot;
        this.pseudonyms = pseudonyms;
    }

    @Override
    public Consistency consistency() {
        return snapshot.consistency();
    }

    @Override
    public Iterator<ConversationSnapshot> conversations() {
        return snapshot.conversations();
    }

    @Override
    public Iterator<Conversation> heads() {
        return snapshot.heads();
    }

    @Override
    public Map<ConversationId, Conversation> heads(Collection<ConversationId> ids) {
        Map<ConversationId, ConversationId> given = new HashMap<>();
        ids.forEach(id -> given.put(pseudonyms.of(id), id));
        Map<ConversationId, Conversation> heads = new HashMap<>();
        snapshot.heads(given.keySet()).forEach((id, head) -> heads.put(given.getOrDefault(id, id), head));
        return heads;
    }

    @Override
    public Iterator<StoredSession> sessions() {
        return snapshot.sessions();
    }

    @Override
    public Optional<ConversationSnapshot> find(ConversationId id) {
        return snapshot.find(pseudonyms.of(id));
    }

    @Override
    public Optional<StoredSession> find(SessionId id) {
        return snapshot.find(pseudonyms.of(id));
    }

    @Override
    public void close() {
        snapshot.close();
    }
}
