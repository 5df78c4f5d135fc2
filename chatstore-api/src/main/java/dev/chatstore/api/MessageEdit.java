package dev.chatstore.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The new content of a message. The role, the author, the id, the times and the place stay.
 *
 * <pre>{@code
 * chats.edit(id, "telegram-4711", MessageEdit.of("Three tickets, please").withTokens(5).expecting(1));
 * }</pre>
 *
 * @param text the new text
 * @param attachments the new attachments, or null to keep the old ones
 * @param metadata the new metadata, with the limits of {@link NewMessage}, or null to keep the old
 * @param tokens the new number of tokens, or null to keep the old
 * @param expectedRevision the revision that the message must have, or null to edit whatever its revision is
 */
public record MessageEdit(
        String text,
        @Nullable List<Attachment> attachments,
        @Nullable Map<String, @Nullable Object> metadata,
        @Nullable Long tokens,
        @Nullable Integer expectedRevision) {
    /**
     * Creates an edit and checks its parts. Lists and maps are copied.
     *
     * @throws InvalidInputException if a part is missing or breaks a limit of {@link NewMessage}, or the revision is not
     *     positive
     */
    public MessageEdit {
        Checks.text("edit.text", text);
        if (attachments != null) {
            attachments = Checks.elements("edit.attachments", attachments);
            Checks.between("edit.attachments", attachments.size(), 0, NewMessage.MAX_ATTACHMENTS);
        }
        metadata = metadata == null ? null : JsonValues.object("edit.metadata", metadata);
        if (tokens != null) {
            Checks.between("edit.tokens", tokens, 0, NewMessage.MAX_TOKENS);
        }
        if (expectedRevision != null) {
            Checks.atLeast("edit.expectedRevision", expectedRevision, 1);
        }
    }

    /** Returns an edit that sets the text and keeps everything else. */
    public static MessageEdit of(String text) {
        return new MessageEdit(text, null, null, null, null);
    }

    /** Returns this edit with new attachments. */
    public MessageEdit withAttachments(Attachment... attachments) {
        return withAttachments(Checks.array("edit.attachments", attachments));
    }

    /** Returns this edit with new attachments. */
    public MessageEdit withAttachments(List<Attachment> attachments) {
        return new MessageEdit(
                text, Checks.required("edit.attachments", attachments), metadata, tokens, expectedRevision);
    }

    /** Returns this edit with new metadata. */
    public MessageEdit withMetadata(Map<String, ? extends @Nullable Object> metadata) {
        return new MessageEdit(
                text, attachments, JsonValues.object("edit.metadata", metadata), tokens, expectedRevision);
    }

    /** Returns this edit with a new number of tokens. */
    public MessageEdit withTokens(long tokens) {
        return new MessageEdit(text, attachments, metadata, tokens, expectedRevision);
    }

    /** Returns this edit for a message at an expected revision only. */
    public MessageEdit expecting(int revision) {
        return new MessageEdit(text, attachments, metadata, tokens, revision);
    }

    /** Returns numbers only, without the text, the attachments and the metadata. */
    @Override
    public String toString() {
        return "MessageEdit[characters=" + text.length() + ", tokens=" + tokens + ", expectedRevision="
                + expectedRevision + "]";
    }
}
