package dev.chatstore.core.erasure;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much of a person was found or removed.
 *
 * @param conversations the conversations that are the person's
 * @param messages the messages in them
 * @param revisions the earlier revisions of these messages, and of those that the person wrote
 * @param writtenMessages the messages that the person wrote in others' conversations
 * @param messageIds those of them whose id contains an id of the person
 * @param sessions the sessions that are the person's
 * @param importEntries the entries in logs of imports that name the conversations
 */
// Seven components: the places of a store.
public record ErasedAmounts(
        long conversations,
        long messages,
        long revisions,
        long writtenMessages,
        long messageIds,
        long sessions,
        long importEntries) {
    /** Nothing. */
    public static final ErasedAmounts NONE = new ErasedAmounts(0, 0, 0, 0, 0, 0, 0);

    static ErasedAmounts ofConversation(long messages, long revisions) {
        return new ErasedAmounts(1, messages, revisions, 0, 0, 0, 0);
    }

    static ErasedAmounts ofWritten(long messages, long revisions, long ids) {
        return new ErasedAmounts(0, 0, revisions, messages, ids, 0, 0);
    }

    static ErasedAmounts ofSession() {
        return new ErasedAmounts(0, 0, 0, 0, 0, 1, 0);
    }

    static ErasedAmounts ofImportEntries(long entries) {
        return new ErasedAmounts(0, 0, 0, 0, 0, 0, entries);
    }

    /** Returns whether there is nothing. */
    public boolean isNone() {
        return equals(NONE);
    }

    ErasedAmounts plus(ErasedAmounts other) {
        return new ErasedAmounts(
                conversations + other.conversations,
                messages + other.messages,
                revisions + other.revisions,
                writtenMessages + other.writtenMessages,
                messageIds + other.messageIds,
                sessions + other.sessions,
                importEntries + other.importEntries);
    }

    Map<String, @Nullable Object> toMap() {
        return new LinkedHashMap<>(amounts());
    }

    /** Returns the numbers by their names, in their order. */
    Map<String, Long> amounts() {
        Map<String, Long> map = new LinkedHashMap<>();
        map.put("conversations", conversations);
        map.put("messages", messages);
        map.put("revisions", revisions);
        map.put("writtenMessages", writtenMessages);
        map.put("messageIds", messageIds);
        map.put("sessions", sessions);
        map.put("importEntries", importEntries);
        return map;
    }

    static ErasedAmounts of(@Nullable Object map) {
        return map instanceof Map<?, ?> amounts
                ? new ErasedAmounts(
                        number(amounts, "conversations"),
                        number(amounts, "messages"),
                        number(amounts, "revisions"),
                        number(amounts, "writtenMessages"),
                        number(amounts, "messageIds"),
                        number(amounts, "sessions"),
                        number(amounts, "importEntries"))
                : NONE;
    }

    private static long number(Map<?, ?> amounts, String name) {
        return amounts.get(name) instanceof Number number ? number.longValue() : 0;
    }
}
