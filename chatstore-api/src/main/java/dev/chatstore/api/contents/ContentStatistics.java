package dev.chatstore.api.contents;

import dev.chatstore.api.ConversationId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a tenant or an owner, all of them exact but for what is {@code unreadable}.
 *
 * @param query what was counted
 * @param conversations the number of conversations, archived ones included
 * @param archived the number of archived conversations
 * @param messages the number of messages, redacted ones included
 * @param tokens the tokens of the messages together
 * @param textBytes the bytes of the texts of all messages in UTF-8, as last edited; null if the query does not read messages
 * @param sessions the number of sessions of all stores
 * @param unreadable the number of conversations that cannot be read and do not count, and, if the query reads messages, of
 *     messages whose role or text cannot be read; none as a rule. Such a message counts, without a role, and without the bytes
 *     of its text where that is lost
 * @param breakdowns the same numbers divided by each grouping of the query
 */
// Nine components: the lines of a report.
public record ContentStatistics(
        ContentQuery query,
        long conversations,
        long archived,
        long messages,
        long tokens,
        @Nullable Long textBytes,
        long sessions,
        long unreadable,
        Map<Grouping, Breakdown> breakdowns) {
    /** Creates them; the map is copied. */
    public ContentStatistics {
        EnumMap<Grouping, Breakdown> copy = new EnumMap<>(Grouping.class);
        copy.putAll(breakdowns);
        breakdowns = Collections.unmodifiableMap(copy);
    }

    /**
     * Returns everything as plain values in a fixed order, for a JSON document: {@code tenant}, {@code owner}, {@code
     * conversations}, {@code archived}, {@code messages}, {@code tokens}, {@code textBytes}, {@code sessions}, {@code
     * unreadable}, {@code estimated}, which is an empty list here, and each breakdown under the {@linkplain Grouping#label() label} of its
     * grouping. What was not asked for is left out.
     */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("tenant", query.tenant());
        if (query.owner() != null) {
            map.put("owner", query.owner());
        }
        map.put("conversations", conversations);
        map.put("archived", archived);
        map.put("messages", messages);
        map.put("tokens", tokens);
        if (textBytes != null) {
            map.put("textBytes", textBytes);
        }
        map.put("sessions", sessions);
        map.put("unreadable", unreadable);
        map.put("estimated", List.of());
        breakdowns.forEach((grouping, breakdown) -> map.put(grouping.label(), breakdown.asMap()));
        return map;
    }

    /** Returns the tenant and the numbers, without the owner and the groups. */
    @Override
    public String toString() {
        return "ContentStatistics[tenant=" + ConversationId.printable(query.tenant()) + ", conversations="
                + conversations + ", archived=" + archived + ", messages=" + messages + ", tokens=" + tokens
                + ", textBytes=" + textBytes + ", sessions=" + sessions + ", unreadable=" + unreadable + ", breakdowns="
                + breakdowns.keySet() + "]";
    }
}
