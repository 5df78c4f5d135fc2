package dev.chatstore.core.dump;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.api.spi.StoredSession;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a store has already, from a snapshot that is opened when it is needed. For one thread. */
final class Existing implements AutoCloseable {
    private final StoreAccess store;
    private @Nullable StoreSnapshot snapshot;

    Existing(StoreAccess store) {
        this.store = store;
    }

    Optional<ConversationSnapshot> find(ConversationId id) {
        return open().find(id);
    }

    Optional<StoredSession> find(SessionId id) {
        return open().find(id);
    }

    private StoreSnapshot open() {
        StoreSnapshot opened = snapshot;
        if (opened == null) {
            opened = store.snapshot(StoreScope.everything());
            snapshot = opened;
        }
        return opened;
    }

    /** Ends the snapshot. The next one is opened when it is needed. */
    @Override
    public void close() {
        StoreSnapshot opened = snapshot;
        snapshot = null;
        if (opened != null) {
            opened.close();
        }
    }
}
