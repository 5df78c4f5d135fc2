package dev.chatstore.api;

/**
 * Receives the changes that are committed. The library calls a listener from a thread of its own, one call at a time for
 * each subscription. A slow listener delays no writer. It delays no other listener as long as fewer listeners than {@code
 * listeners.threads}, 32 by default, are called at the same time; otherwise each has its turn in order. From JDK 24 on these
 * are virtual threads without a limit. Whatever a call throws, even an {@code Error}, its type is logged and the
 * subscription goes on.
 */
public interface ChangeListener {
    /**
     * Receives a change. Changes of one conversation arrive in the order of their versions, each at most once, and none
     * before it was committed. New kinds of changes may be added, so a {@code switch} over them needs a default.
     */
    void changed(Change change);

    /**
     * Is called when changes may have been missed: lost between processes, or more than the listener's queue holds, by
     * {@code listeners.queue} changes or {@code listeners.queue-bytes}. Also when the store was put back to an older
     * state, so that delivered changes no longer exist.
     *
     * <p>For a known conversation, the messages that were appended meanwhile follow as changes, each once and with its
     * current content, and everything that arrives later is newer. Edits and patches do not follow: read the conversation
     * again if you show it.
     *
     * @param gap the range of changes that may have been missed
     */
    default void missed(Gap gap) {
        // A listener that only needs new changes can ignore gaps.
    }

    /** A range of changes that may have been missed. */
    sealed interface Gap {
        /**
         * Changes of one conversation. The appended messages follow as changes.
         *
         * @param conversation the conversation
         * @param after the version of the last delivered change that still exists
         * @param upTo the conversation's current version
         */
        record InConversation(ConversationId conversation, long after, long upTo) implements Gap {}

        /**
         * Changes of any conversation of a tenant. Nothing follows.
         *
         * @param tenant the tenant
         */
        record InTenant(String tenant) implements Gap {
            /** Returns the tenant, {@linkplain ConversationId#printable printable}. */
            @Override
            public String toString() {
                return "InTenant[tenant=" + Checks.printable(tenant) + "]";
            }
        }
    }
}
