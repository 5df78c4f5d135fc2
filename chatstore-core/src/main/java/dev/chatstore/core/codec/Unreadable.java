package dev.chatstore.core.codec;

import dev.chatstore.api.Attachment;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a reader gets in place of stored data that cannot be read, so that the rows next to it are readable. Each time it
 * is read from the durable store, a warning in the log names it.
 */
public final class Unreadable {
    private static final Logger LOG = LoggerFactory.getLogger(Unreadable.class);

    private Unreadable() {}

    /**
     * Returns a message without its unreadable parts.
     *
     * @param message the message, with any value in the place of an unreadable part
     * @param role the role, or null if it is unreadable
     * @param attachments the attachments, or null if they are unreadable
     * @param metadata the metadata, or null if it is unreadable
     */
    public static Message message(
            ConversationId id,
            Message message,
            @Nullable Role role,
            @Nullable List<Attachment> attachments,
            @Nullable Map<String, @Nullable Object> metadata) {
        List<String> parts = new ArrayList<>();
        if (role == null) {
            parts.add("role");
        }
        if (attachments == null) {
            parts.add("attachments");
        }
        if (metadata == null) {
            parts.add("metadata");
        }
        return message(
                id,
                message,
                role == null ? "" : message.text(),
                role == null || attachments == null ? List.of() : attachments,
                role == null || metadata == null ? Map.of() : metadata,
                parts);
    }

    /** Returns what stands for a message of which nothing can be read. */
    public static Message message(ConversationId id, long sequence) {
        Message nothing = new Message(
                sequence,
                0,
                null,
                Role.SYSTEM,
                null,
                "",
                List.of(),
                Map.of(),
                sequence - 1,
                0,
                1,
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                false,
                List.of());
        return message(id, nothing, "", List.of(), Map.of(), List.of("message"));
    }

    // Six parameters: the parts of the content, which the record has in one row with all others.
    private static Message message(
            ConversationId id,
            Message message,
            String text,
            List<Attachment> attachments,
            Map<String, @Nullable Object> metadata,
            List<String> parts) {
        // A redaction is all that can be done about an unknown role, which it leaves.
        if (!message.redacted()) {
            LOG.warn(
                    "message {} of {} cannot be read: its {} is damaged, or a newer version of the library wrote it."
                            + " Redact the message, or delete the conversation",
                    message.sequence(),
                    id,
                    parts);
        }
        return new Message(
                message.sequence(),
                message.version(),
                message.id(),
                message.role(),
                message.author(),
                text,
                attachments,
                metadata,
                message.parent(),
                message.tokens(),
                message.revision(),
                message.created(),
                message.said(),
                message.edited(),
                message.redacted(),
                List.copyOf(parts));
    }

    /**
     * Returns a profile of its stored parts, without those that cannot be read.
     *
     * @param stored the parts except the metadata, by name
     * @param metadata the metadata, or null if it is unreadable
     */
    public static Profile profile(
            ConversationId id, Map<String, @Nullable String> stored, @Nullable Map<String, @Nullable Object> metadata) {
        Map<String, @Nullable String> readable = new LinkedHashMap<>(stored);
        List<String> parts = new ArrayList<>();
        stored.forEach((part, value) -> {
            try {
                profile(Map.of(part, value == null ? "" : value), Map.of(), List.of());
            } catch (InvalidInputException e) {
                parts.add(part);
                readable.remove(part);
            }
        });
        Map<String, @Nullable Object> object = metadata;
        if (object == null || !isAccepted(object)) {
            parts.add("metadata");
            object = Map.of();
        }
        LOG.warn(
                "the profile of {} cannot be read: its {} is damaged, or a newer version of the library wrote it. Set it"
                        + " anew by a patch, or delete the conversation",
                id,
                parts);
        return profile(readable, object, parts);
    }

    private static boolean isAccepted(Map<String, @Nullable Object> metadata) {
        try {
            profile(Map.of(), metadata, List.of());
            return true;
        } catch (InvalidInputException e) {
            return false;
        }
    }

    // The compiler loses the annotation inside the type of a compact constructor's parameter, here the metadata's.
    @SuppressWarnings("NullAway")
    private static Profile profile(
            Map<String, @Nullable String> parts, Map<String, @Nullable Object> metadata, List<String> unreadable) {
        return new Profile(
                parts.get("owner"),
                parts.get("title"),
                parts.get("model"),
                parts.get("systemPrompt"),
                metadata,
                unreadable);
    }
}
