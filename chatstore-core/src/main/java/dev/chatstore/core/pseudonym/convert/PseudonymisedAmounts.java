package dev.chatstore.core.pseudonym.convert;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much of a store a conversion concerns.
 *
 * @param conversations conversations with a plain id, owner or author
 * @param messages all messages of these conversations
 * @param sessions sessions with a plain key or owner
 * @param holds holds on plain ids
 * @param importEntries entries of the logs of imports with plain ids
 */
public record PseudonymisedAmounts(long conversations, long messages, long sessions, long holds, long importEntries) {
    /** Nothing. */
    public static final PseudonymisedAmounts NONE = new PseudonymisedAmounts(0, 0, 0, 0, 0);

    /** Returns whether there is nothing. */
    public boolean isNone() {
        return equals(NONE);
    }

    PseudonymisedAmounts plus(PseudonymisedAmounts other) {
        return new PseudonymisedAmounts(
                conversations + other.conversations,
                messages + other.messages,
                sessions + other.sessions,
                holds + other.holds,
                importEntries + other.importEntries);
    }

    static PseudonymisedAmounts ofConversation(long messages) {
        return new PseudonymisedAmounts(1, messages, 0, 0, 0);
    }

    static PseudonymisedAmounts ofSession() {
        return new PseudonymisedAmounts(0, 0, 1, 0, 0);
    }

    static PseudonymisedAmounts ofHold() {
        return new PseudonymisedAmounts(0, 0, 0, 1, 0);
    }

    static PseudonymisedAmounts ofImportEntries(long entries) {
        return new PseudonymisedAmounts(0, 0, 0, 0, entries);
    }

    /** Returns the amounts by their names. */
    public Map<String, Long> amounts() {
        Map<String, Long> amounts = new LinkedHashMap<>();
        amounts.put("conversations", conversations);
        amounts.put("messages", messages);
        amounts.put("sessions", sessions);
        amounts.put("holds", holds);
        amounts.put("importEntries", importEntries);
        return amounts;
    }
}
