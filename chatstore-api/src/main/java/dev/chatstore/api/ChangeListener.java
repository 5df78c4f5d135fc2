package dev.chatstore.api;

/**
 * Is told of what is committed. Calls come from a thread of the library, one at a time for each subscription; a listener
 * that is slow delays nobody else, and what it throws is logged by its type and passed over.
 */
public interface ChangeListener {
    /**
     * Takes a change. Those of one conversation come in the order of their versions, each at most once, none before it was
     * committed.
     */
    void changed(Change change);

    /**
     * Takes note that changes may have passed unseen: messages that were lost on the way between processes, or more at
     * once than the listener kept up with.
     *
     * <p>Of a known conversation, the messages that were appended meanwhile follow as changes, each once and with what it
     * says now, and whatever comes after them is newer. Edits and patches do not follow: read again what is shown.
     *
     * @param gap what may have been missed
     */
    default void missed(Gap gap) {
        // Who only wants what comes need not care.
    }

    /** What may have been missed. */
    sealed interface Gap {
        /**
         * Changes of one conversation, of which those that appended follow.
         *
         * @param conversation the conversation
         * @param after the version that was seen last
         * @param upTo the version that it has now
         */
        record InConversation(ConversationId conversation, long after, long upTo) implements Gap {}

        /**
         * Changes of any conversation of a tenant; nothing follows.
         *
         * @param tenant the tenant
         */
        record InTenant(String tenant) implements Gap {}
    }
}
