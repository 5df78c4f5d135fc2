package dev.chatstore.api.contents;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of a whole store, of all its tenants. Each one is null if the store cannot tell it at a low cost.
 *
 * @param conversations the number of conversations
 * @param messages the number of messages
 * @param tokens the tokens of the messages together
 * @param sessions the number of sessions of all stores
 * @param storageBytes the bytes that the store occupies, indexes included: of the tables on a database, of the file on SQLite
 *     without its log, of the keys in memory on Redis
 */
public record ContentEstimate(
        @Nullable Figure conversations,
        @Nullable Figure messages,
        @Nullable Figure tokens,
        @Nullable Figure sessions,
        @Nullable Figure storageBytes) {
    /** The estimate of a store that can tell nothing at a low cost. */
    public static final ContentEstimate UNKNOWN = new ContentEstimate(null, null, null, null, null);

    /**
     * Returns everything as plain values in a fixed order, for a JSON document: {@code conversations}, {@code messages},
     * {@code tokens}, {@code sessions} and {@code storageBytes}, each null if it is unknown, and {@code estimated}, the
     * names of those that are not exact.
     */
    public Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        List<String> estimated = new ArrayList<>();
        put(map, estimated, "conversations", conversations);
        put(map, estimated, "messages", messages);
        put(map, estimated, "tokens", tokens);
        put(map, estimated, "sessions", sessions);
        put(map, estimated, "storageBytes", storageBytes);
        map.put("estimated", List.copyOf(estimated));
        return map;
    }

    private static void put(
            Map<String, @Nullable Object> map, List<String> estimated, String name, @Nullable Figure figure) {
        map.put(name, figure == null ? null : (Long) figure.value());
        if (figure != null && !figure.exact()) {
            estimated.add(name);
        }
    }
}
