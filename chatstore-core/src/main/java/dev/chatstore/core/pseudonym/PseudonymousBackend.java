package dev.chatstore.core.pseudonym;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.ContentReader;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.api.spi.MessageErasure;
import dev.chatstore.api.spi.OldMessages;
import dev.chatstore.api.spi.PoolUse;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Gives a backend the stored forms of ids alone, on the ways to it that are not those of a bot. */
final class PseudonymousBackend implements Backend {
    private final Backend backend;
    private final Pseudonyms pseudonyms;

    PseudonymousBackend(Backend backend, Pseudonyms pseudonyms) {
        this.backend = backend;
        this.pseudonyms = pseudonyms;
    }

    @Override
    public ChatStore chats() {
        return pseudonyms.around(backend.chats());
    }

    @Override
    public SessionBackend sessions() {
        return pseudonyms.around(backend.sessions());
    }

    @Override
    public ConversationLoader loader() {
        return new PseudonymousLoader(backend.loader(), pseudonyms);
    }

    @Override
    public OldMessages oldMessages() {
        OldMessages old = backend.oldMessages();
        return (id, created, first, limit) -> old.trim(pseudonyms.of(id), created, first, limit);
    }

    @Override
    public MessageErasure messageErasure() {
        MessageErasure erasure = backend.messageErasure();
        return (id, sequence, withId) -> erasure.erase(pseudonyms.of(id), sequence, withId);
    }

    @Override
    public ContentReader contents() {
        return new PseudonymousContents(backend.contents(), pseudonyms);
    }

    @Override
    public StoreSnapshot snapshot(StoreScope scope) {
        return new PseudonymousSnapshot(backend.snapshot(pseudonyms.of(scope)), pseudonyms);
    }

    @Override
    public void copyTo(Path target) {
        backend.copyTo(target);
    }

    @Override
    public String identity() {
        return backend.identity();
    }

    @Override
    public Optional<String> findIdentity() {
        return backend.findIdentity();
    }

    @Override
    public int purge(int limit) {
        return backend.purge(limit);
    }

    @Override
    public boolean sanitize() {
        return backend.sanitize();
    }

    @Override
    public List<PoolUse> pools() {
        return backend.pools();
    }

    @Override
    public void close() {
        backend.close();
    }
}
