package dev.chatstore.redis.store.form;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.count.HeadCount;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.core.codec.StoredProfile;
import dev.chatstore.redis.client.Reply;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The head of a conversation as the fields of a hash.
 *
 * @param fields the fields by name, none if there is no head
 */
public record HeadFields(Map<String, byte[]> fields) {
    /** The fields that decide whether a list has a conversation. */
    public static final List<String> FLAGS = List.of("version", "gone", "nonce", "owner", "ownerNonce", "archived");

    /** The fields that decide whether a list has a conversation, and those that are counted: all but the large ones. */
    public static final List<String> COUNTED = List.of(
            "version",
            "gone",
            "nonce",
            "owner",
            "ownerNonce",
            "archived",
            "created",
            "last",
            "trimmed",
            "tokens",
            "model");

    /** Returns the fields of a hash as the client reads it. */
    public static HeadFields of(Map<byte[], byte[]> hash) {
        Map<String, byte[]> fields = new HashMap<>();
        hash.forEach((name, value) -> fields.put(new String(name, StandardCharsets.UTF_8), value));
        return new HeadFields(fields);
    }

    /** Returns those of the named fields that exist. */
    public static HeadFields of(List<String> names, List<byte @Nullable []> values) {
        Map<String, byte[]> fields = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            byte[] value = values.get(i);
            if (value != null) {
                fields.put(names.get(i), value);
            }
        }
        return new HeadFields(fields);
    }

    /** Returns whether another program wrote the hash. */
    public boolean isForeign() {
        return !fields.isEmpty() && !fields.containsKey("version");
    }

    /** Returns whether the conversation exists; a deleted one leaves its version. */
    public boolean exists() {
        return fields.containsKey("version") && !fields.containsKey("gone");
    }

    public long created() {
        return number("created");
    }

    /** Returns the nonce of the valid entry in the tenant's list. */
    public String nonce() {
        return orEmpty("nonce");
    }

    /** Returns the nonce of the valid entry in the owner's list. */
    public String ownerNonce() {
        return orEmpty("ownerNonce");
    }

    /** Returns whether the conversation exists, and an entry is the valid one in the tenant's list by activity. */
    public boolean isActiveUnder(ListEntry entry) {
        return exists() && orEmpty("day").equals(entry.time() + " " + entry.nonce());
    }

    public String owner() {
        return orEmpty("owner");
    }

    public boolean archived() {
        return fields.containsKey("archived");
    }

    /**
     * Returns the conversation.
     *
     * @throws dev.chatstore.api.CorruptDataException if a field cannot be read
     */
    public Conversation conversation(ConversationId id) {
        return CorruptParts.in(id, "head", () -> read(id));
    }

    private Conversation read(ConversationId id) {
        StoredProfile profile = new StoredProfile(
                orNull("owner"),
                orNull("title"),
                orNull("model"),
                orNull("prompt"),
                StoredMetadata.json(fields.get("metadata")));
        return new Conversation(
                id,
                number("version"),
                messages(),
                number("last"),
                number("tokens"),
                profile.read(id),
                archived(),
                Micros.toInstant(created()),
                Micros.toInstant(number("active")),
                Micros.toInstant(number("updated")));
    }

    /**
     * Returns the numbers of the conversation.
     *
     * @throws dev.chatstore.api.CorruptDataException if a field cannot be read
     */
    public HeadCount count(String conversation) {
        return new HeadCount(
                conversation,
                Micros.toInstant(created()),
                orNull("owner"),
                orNull("model"),
                archived(),
                messages(),
                number("last"),
                tokens());
    }

    /** Returns the number of messages, without those that were removed as old ones. */
    public long messages() {
        return number("last") - (fields.containsKey("trimmed") ? number("trimmed") : 0);
    }

    public long tokens() {
        return number("tokens");
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
