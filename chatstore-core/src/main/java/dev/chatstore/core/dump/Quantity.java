package dev.chatstore.core.dump;

import java.util.Map;

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

    /** Returns the numbers by the names that the audit trail has for them. */
    Map<String, Long> amounts() {
        return Map.of("conversations", conversations, "messages", messages, "sessions", sessions);
    }

    /** Returns a number with a noun, in the plural unless it is one. */
    public static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** Returns the numbers as a part of a sentence. */
    @Override
    public String toString() {
        return count(conversations, "conversation") + " with " + count(messages, "message") + ", "
                + count(sessions, "session");
    }
}
