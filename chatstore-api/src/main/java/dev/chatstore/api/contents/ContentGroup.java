package dev.chatstore.api.contents;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The exact numbers of one group.
 *
 * @param key what the group has in common: an owner, a model, the label of a role, or a day; null for what has none
 * @param conversations the number of conversations of the owner or model, or of those with a message of the role or day
 * @param messages the number of messages
 * @param tokens the tokens of the messages together
 * @param textBytes the bytes of the texts in UTF-8, or null if the messages were not read
 */
public record ContentGroup(
        @Nullable String key,
        long conversations,
        long messages,
        long tokens,
        @Nullable Long textBytes) {
    /** Returns the numbers in the order of the components, for a JSON document. */
    public Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("key", key);
        map.put("conversations", conversations);
        map.put("messages", messages);
        map.put("tokens", tokens);
        if (textBytes != null) {
            map.put("textBytes", textBytes);
        }
        return map;
    }

    /** Returns the numbers, without the key, which may be an owner. */
    @Override
    public String toString() {
        return "ContentGroup[conversations=" + conversations + ", messages=" + messages + ", tokens=" + tokens
                + ", textBytes=" + textBytes + "]";
    }
}
