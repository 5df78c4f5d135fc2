package dev.chatstore.core.transfer.assistant;

import dev.chatstore.core.transfer.source.Fields;
import dev.chatstore.core.transfer.source.Instants;
import dev.chatstore.core.transfer.source.MessageDraft;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.Roles;
import dev.chatstore.core.transfer.source.SourceReading;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Reads one message of Claude, whose blocks are what was said, and whose text is a shortened copy of them. */
final class ClaudeMessage {
    private ClaudeMessage() {}

    static void read(Map<String, @Nullable Object> message, MessageDraft draft, SourceReading reading) throws Refused {
        String role = Fields.text(message, "role");
        String sender = role == null ? Fields.text(message, "sender") : role;
        if (sender == null) {
            throw new Refused("has no sender");
        }
        if (message.get("content") instanceof Map<?, ?>) {
            design(message, sender, draft, reading);
            return;
        }
        List<@Nullable Object> blocks = Fields.list(message, "content");
        String blockText = text(blocks);
        String text = Fields.text(message, "text");
        boolean fromBlocks = !blockText.isEmpty();
        String content = message.get("content") instanceof String string ? string : "";
        String shown = fromBlocks ? blockText : text == null ? content : text;
        draft.role(sender, Roles.of(sender), reading)
                .text(shown)
                .said(Instants.ofIso(message.get("created_at")))
                .keepAllBut(message, List.of("uuid", "sender", "text", "content", "created_at", "index"));
        // A copy of what the text says needs no place of its own.
        boolean plain = blocks.size() == 1 && fromBlocks && isPlain(Fields.object(blocks.get(0)));
        draft.keep("content", plain || blocks.isEmpty() ? null : blocks);
        draft.keep("content", content.isEmpty() || content.equals(shown) ? null : content);
        draft.keep("text", text == null || text.equals(shown) ? null : text);
        attach(message, "attachments", draft);
        attach(message, "files", draft);
    }

    /** Reads a message of a chat about a design: its content is an object. */
    private static void design(
            Map<String, @Nullable Object> message, String sender, MessageDraft draft, SourceReading reading) {
        Map<String, @Nullable Object> content = Fields.object(message, "content");
        String direct = Fields.text(content, "text");
        String plain = direct == null ? Fields.text(content, "content") : direct;
        String text = plain == null ? text(Fields.list(content, "content")) : plain;
        draft.role(sender, Roles.of(sender), reading)
                .text(text)
                .said(Instants.ofIso(message.get("created_at")))
                .keepAllBut(message, List.of("uuid", "role", "created_at"));
        if (text.isEmpty()) {
            draft.changed("its content has no text, and stays in the metadata");
        }
    }

    private static String text(List<@Nullable Object> blocks) {
        StringJoiner joined = new StringJoiner("\n\n");
        for (Object block : blocks) {
            Map<String, @Nullable Object> object = Fields.object(block);
            String text = Fields.text(object, "text");
            if (text != null && ("text".equals(object.get("type")) || "voice_note".equals(object.get("type")))) {
                joined.add(text);
            }
        }
        return joined.toString();
    }

    private static boolean isPlain(Map<String, @Nullable Object> block) {
        return Fields.without(block, List.of("type", "text")).isEmpty();
    }

    private static void attach(Map<String, @Nullable Object> message, String key, MessageDraft draft) {
        for (Object value : Fields.list(message, key)) {
            Map<String, @Nullable Object> file = Fields.object(value);
            String name = Fields.text(file, "file_name");
            String uuid = Fields.id(file, "file_uuid");
            String reference = uuid == null ? name : uuid;
            if (reference != null) {
                draft.attach(reference, Fields.text(file, "file_type"), Fields.number(file.get("file_size")), name);
            }
        }
    }
}
