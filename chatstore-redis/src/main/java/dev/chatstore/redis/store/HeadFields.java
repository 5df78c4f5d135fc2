package dev.chatstore.redis.store;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Profile;
import dev.chatstore.core.codec.Json;
import dev.chatstore.redis.client.Reply;
import dev.chatstore.redis.codec.Micros;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a conversation's head.
 *
 * @param fields what there is of them, nothing if there is no head
 */
record HeadFields(Map<String, byte[]> fields) {
    /** Reads the fields of a hash. */
    static HeadFields of(Map<byte[], byte[]> hash) {
        Map<String, byte[]> fields = new HashMap<>();
        hash.forEach((name, value) -> fields.put(new String(name, StandardCharsets.UTF_8), value));
        return new HeadFields(fields);
    }

    /** Returns whether the conversation is there, and was not removed. */
    boolean present() {
        return fields.containsKey("version") && !fields.containsKey("gone");
    }

    long created() {
        return number("created");
    }

    /** Returns what tells its entry in the tenant's list from all others. */
    String nonce() {
        return orEmpty("nonce");
    }

    /** Returns what tells its entry in the owner's list from all others. */
    String ownerNonce() {
        return orEmpty("ownerNonce");
    }

    String owner() {
        return orEmpty("owner");
    }

    boolean archived() {
        return fields.containsKey("archived");
    }

    Conversation conversation(ConversationId id) {
        Map<String, @Nullable Object> metadata = Json.readObject(StoredMessages.json(fields.get("metadata")));
        Profile profile = new Profile(orNull("owner"), orNull("title"), orNull("model"), orNull("prompt"), Map.of())
                .withMetadata(metadata);
        return new Conversation(
                id,
                number("version"),
                number("last"),
                number("last"),
                number("tokens"),
                profile,
                archived(),
                Micros.toInstant(created()),
                Micros.toInstant(number("updated")));
    }

    private @Nullable String orNull(String name) {
        byte[] value = fields.get(name);
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    private String orEmpty(String name) {
        String value = orNull(name);
        return value == null ? "" : value;
    }

    private long number(String name) {
        try {
            return Long.parseLong(orEmpty(name));
        } catch (NumberFormatException e) {
            throw Reply.unreadable();
        }
    }
}
