package dev.chatstore.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an edit makes of a message. The role, the author, the id and the place stay.
 *
 * @param text the new text
 * @param attachments the new attachments, or null to keep them
 * @param metadata the new metadata, or null to keep it
 */
public record MessageEdit(
        String text,
        @Nullable List<Attachment> attachments,
        @Nullable Map<String, @Nullable Object> metadata) {
    /**
     * Makes an edit after checking its parts; lists and maps are copied.
     *
     * @throws InvalidInputException if a part is missing or breaks the limits of {@link NewMessage}
     */
    public MessageEdit {
        Checks.text("edit.text", text);
        attachments = attachments == null ? null : List.copyOf(attachments);
        if (attachments != null) {
            Checks.between("edit.attachments", attachments.size(), 0, NewMessage.MAX_ATTACHMENTS);
        }
        metadata = metadata == null ? null : JsonValues.object("edit.metadata", metadata);
    }

    /** Returns an edit that sets the text and keeps the rest. */
    public static MessageEdit text(String text) {
        return new MessageEdit(text, null, null);
    }

    /** Returns this edit with those attachments. */
    public MessageEdit withAttachments(Attachment... attachments) {
        return new MessageEdit(text, List.of(attachments), metadata);
    }

    /** Returns this edit with that metadata. */
    public MessageEdit withMetadata(Map<String, ? extends @Nullable Object> metadata) {
        return new MessageEdit(text, attachments, JsonValues.object("edit.metadata", metadata));
    }
}
