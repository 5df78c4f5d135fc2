package dev.chatstore.core.dump;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.dump.form.ContentDigests;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a store has already, from a snapshot that is opened when it is needed. For one thread. */
final class Existing implements AutoCloseable {
    private final StoreAccess store;
    private @Nullable StoreSnapshot snapshot;

    Existing(StoreAccess store) {
        this.store = store;
    }

    /** How a given conversation compares with the one that exists. */
    enum State {
        MISSING,
        EQUAL,
        DIFFERENT,
        /** The one that exists cannot be read. */
        UNREADABLE
    }

    /**
     * A comparison.
     *
     * @param version the version of the conversation that exists, or 0 if it is missing or cannot be read
     */
    record Comparison(State state, long version) {}

    /**
     * Compares a conversation with the one that exists.
     *
     * @throws CorruptDataException if the given one cannot be read
     */
    Comparison compare(Incoming given) {
        Optional<ConversationSnapshot> found;
        try {
            found = open().find(given.id());
        } catch (CorruptDataException e) {
            return new Comparison(State.UNREADABLE, 0);
        }
        if (found.isEmpty()) {
            return new Comparison(State.MISSING, 0);
        }
        String digest = given.digest();
        return new Comparison(
                isEqual(given, digest, found.get()) ? State.EQUAL : State.DIFFERENT, version(found.get()));
    }

    private static long version(ConversationSnapshot conversation) {
        return conversation.head().version();
    }

    /** Versions tell nothing but whether they are at least as high: in the place of a deleted one, they are raised. */
    private static boolean isEqual(Incoming given, String digest, ConversationSnapshot found) {
        try {
            return version(found) >= version(given.snapshot())
                    && found.head().messageCount() == given.messages()
                    && ContentDigests.digest(ReadableContent.checked(found)).equals(digest);
        } catch (CorruptDataException e) {
            return false;
        }
    }

    /** Returns the heads of those that exist and can be read. */
    Map<ConversationId, Conversation> heads(Collection<ConversationId> ids) {
        return open().heads(ids);
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
