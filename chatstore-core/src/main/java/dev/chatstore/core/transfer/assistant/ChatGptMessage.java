package dev.chatstore.core.transfer.assistant;

import dev.chatstore.core.transfer.source.Fields;
import dev.chatstore.core.transfer.source.Instants;
import dev.chatstore.core.transfer.source.MessageDraft;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.Roles;
import dev.chatstore.core.transfer.source.SourceReading;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Reads one message of ChatGPT, whose content has one of a dozen forms. */
final class ChatGptMessage {
    private static final List<String> TEXTS =
            List.of("text", "result", "content", "user_profile", "user_instructions", "summary");

    private ChatGptMessage() {}

    static void read(Map<String, @Nullable Object> message, MessageDraft draft, SourceReading reading) throws Refused {
        Map<String, @Nullable Object> author = Fields.object(message, "author");
        String role = Fields.text(author, "role");
        if (role == null) {
            throw new Refused("has no role");
        }
        Map<String, @Nullable Object> content = Fields.object(message, "content");
        draft.role(role, Roles.of(role), reading)
                .author(Fields.text(author, "name"))
                .said(Instants.ofSeconds(message.get("create_time")))
                .keepAllBut(message, List.of("id", "author", "content", "create_time"));
        Map<String, @Nullable Object> authorData = Fields.object(author, "metadata");
        draft.keep("author", authorData.isEmpty() ? null : Map.of("metadata", authorData));
        content(content, draft);
        for (Object attachment : Fields.list(Fields.object(message, "metadata"), "attachments")) {
            attach(Fields.object(attachment), draft);
        }
    }

    private static void content(Map<String, @Nullable Object> content, MessageDraft draft) {
        StringJoiner text = new StringJoiner("\n");
        List<@Nullable Object> parts = Fields.list(content, "parts");
        boolean plain = "text".equals(content.get("content_type"));
        for (Object part : parts) {
            if (part instanceof String string) {
                text.add(string);
            } else {
                plain = false;
                part(Fields.object(part), text, draft);
            }
        }
        if (parts.isEmpty()) {
            plain = false;
            TEXTS.stream()
                    .map(key -> Fields.text(content, key))
                    .filter(Objects::nonNull)
                    .forEach(text::add);
            for (Object thought : Fields.list(content, "thoughts")) {
                Map<String, @Nullable Object> object = Fields.object(thought);
                String said = Fields.text(object, "content");
                String shown = said == null ? Fields.text(object, "summary") : said;
                if (shown != null) {
                    text.add(shown);
                }
            }
        }
        draft.text(text.toString());
        if (!plain && !content.isEmpty()) {
            draft.keep("content", content);
        }
    }

    private static void part(Map<String, @Nullable Object> part, StringJoiner text, MessageDraft draft) {
        String spoken = Fields.text(part, "text");
        if (spoken != null) {
            text.add(spoken);
        }
        pointer(part, draft);
        pointer(Fields.object(part, "audio_asset_pointer"), draft);
        for (Object frame : Fields.list(part, "frames_asset_pointers")) {
            pointer(Fields.object(frame), draft);
        }
    }

    private static void pointer(Map<String, @Nullable Object> part, MessageDraft draft) {
        String pointer = Fields.text(part, "asset_pointer");
        if (pointer != null) {
            String type = String.valueOf(part.get("content_type"));
            draft.attach(
                    pointer,
                    type.startsWith("image") ? "image/*" : "audio/*",
                    Fields.number(part.get("size_bytes")),
                    null);
        }
    }

    private static void attach(Map<String, @Nullable Object> attachment, MessageDraft draft) {
        String fileId = Fields.id(attachment, "file_id");
        String id = fileId == null ? Fields.id(attachment, "id") : fileId;
        String name = Fields.text(attachment, "name");
        String reference = id == null ? name : id;
        if (reference != null) {
            draft.attach(reference, Fields.text(attachment, "mime_type"), Fields.number(attachment.get("size")), name);
        }
    }
}
