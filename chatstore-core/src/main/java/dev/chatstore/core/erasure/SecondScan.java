package dev.chatstore.core.erasure;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the last scan of the tenant has found, after everything was removed.
 *
 * @param at when it began, by the clock of the store
 * @param passes how many scans the erasure has made, with this one
 * @param conversations the conversations that it has read
 * @param messages the messages that it has read
 * @param sessions the sessions that it has read
 * @param texts whether it searched texts, system prompts and states too
 * @param left what is still there of the person and not on hold
 * @param unreadable the conversations and sessions that cannot be read, and so were not searched
 * @param swept whether the place of the archive has no content any more that belongs to nothing
 * @param mentions by place, how often an id of the person stands in what is not the person's own
 */
// Ten components: a part of a certificate.
public record SecondScan(
        Instant at,
        int passes,
        long conversations,
        long messages,
        long sessions,
        boolean texts,
        ErasedAmounts left,
        long unreadable,
        boolean swept,
        Map<MentionPlace, Long> mentions) {
    /** Creates the result; the map is copied. */
    public SecondScan {
        Map<MentionPlace, Long> copy = new EnumMap<>(MentionPlace.class);
        copy.putAll(mentions);
        mentions = Collections.unmodifiableMap(copy);
    }

    Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> places = new LinkedHashMap<>();
        mentions.forEach((place, count) -> places.put(place.label(), count));
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("at", at.toString());
        map.put("passes", (long) passes);
        map.put("conversations", conversations);
        map.put("messages", messages);
        map.put("sessions", sessions);
        map.put("texts", texts);
        map.put("left", left.toMap());
        map.put("unreadable", unreadable);
        map.put("swept", swept);
        map.put("mentions", places);
        return map;
    }
}
