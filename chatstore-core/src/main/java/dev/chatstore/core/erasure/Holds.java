package dev.chatstore.core.erasure;

import dev.chatstore.api.ConversationId;

/** What an erasure must leave, since it is on hold. */
public interface Holds {
    /** Nothing is on hold. */
    Holds NONE = new Holds() {
        @Override
        public boolean onConversation(ConversationId id) {
            return false;
        }

        @Override
        public boolean onOwner(String tenant, String owner) {
            return false;
        }
    };

    /** Returns whether a conversation is on hold by its own id. */
    boolean onConversation(ConversationId id);

    /** Returns whether all that an owner has, conversations and sessions, is on hold. */
    boolean onOwner(String tenant, String owner);
}
