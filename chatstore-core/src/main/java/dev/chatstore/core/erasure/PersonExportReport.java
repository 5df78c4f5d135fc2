package dev.chatstore.core.erasure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an export of a person holds.
 *
 * @param conversations the conversations that are the person's
 * @param messages the messages in them
 * @param writtenMessages the messages that the person wrote in others' conversations
 * @param sessions the sessions that are the person's
 * @param unreadable the conversations and sessions of the tenant that cannot be read; some may be the person's
 * @param named those of the named conversations that exist
 */
public record PersonExportReport(
        long conversations, long messages, long writtenMessages, long sessions, long unreadable, List<String> named) {
    /** Creates the report; the list is copied. */
    public PersonExportReport {
        named = List.copyOf(named);
    }

    Map<String, Long> amounts() {
        Map<String, Long> amounts = new LinkedHashMap<>();
        amounts.put("conversations", conversations);
        amounts.put("messages", messages);
        amounts.put("writtenMessages", writtenMessages);
        amounts.put("sessions", sessions);
        return amounts;
    }
}
