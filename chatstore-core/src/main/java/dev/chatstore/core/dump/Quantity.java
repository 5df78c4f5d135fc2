package dev.chatstore.core.dump;

/**
 * Numbers of conversations, messages and sessions.
 *
 * @param conversations the number of conversations
 * @param messages the number of their messages
 * @param sessions the number of sessions
 */
public record Quantity(long conversations, long messages, long sessions) {
    /** Nothing. */
    public static final Quantity NONE = new Quantity(0, 0, 0);

    Quantity plus(long moreConversations, long moreMessages, long moreSessions) {
        return new Quantity(conversations + moreConversations, messages + moreMessages, sessions + moreSessions);
    }

    /** Returns the numbers as a part of a sentence. */
    @Override
    public String toString() {
        return conversations + " conversations with " + messages + " messages, " + sessions + " sessions";
    }
}
