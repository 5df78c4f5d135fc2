package dev.chatstore.redis.store;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.UnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * The failure of a call that loads several conversations, each by itself: its outcome is unknown as soon as one may have
 * been loaded, so that caches drop them all. For one thread.
 */
final class LoadFailure {
    private @Nullable ChatStoreException failure;
    private boolean someLoaded;

    /** Notes that a conversation was loaded. */
    void loaded() {
        someLoaded = true;
    }

    /** Adds the failure of a conversation. */
    void add(ChatStoreException added) {
        if (failure == null || (isUnknown(added) && !isUnknown(failure))) {
            failure = added;
        }
    }

    private static boolean isUnknown(ChatStoreException e) {
        return e instanceof UnavailableException unavailable && unavailable.outcomeUnknown();
    }

    /**
     * Does nothing if no conversation has failed.
     *
     * @throws ChatStoreException the first failure with an unknown outcome, or else the first one, as one with an unknown
     *     outcome if others were loaded
     */
    void throwIfAny() {
        ChatStoreException thrown = failure;
        if (thrown != null && someLoaded && !isUnknown(thrown)) {
            boolean retryable = thrown instanceof UnavailableException unavailable && unavailable.retryable();
            throw UnavailableException.maybeDone(
                    "some conversations were loaded and others were not, load them again: " + thrown.getMessage(),
                    retryable,
                    thrown);
        }
        if (thrown != null) {
            throw thrown;
        }
    }
}
