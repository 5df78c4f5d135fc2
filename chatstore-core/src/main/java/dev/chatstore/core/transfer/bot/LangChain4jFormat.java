package dev.chatstore.core.transfer.bot;

import dev.chatstore.api.Role;
import dev.chatstore.core.transfer.source.Fields;
import dev.chatstore.core.transfer.source.Format;
import dev.chatstore.core.transfer.source.MessageDraft;
import dev.chatstore.core.transfer.source.Probe;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.SourceFile;
import dev.chatstore.core.transfer.source.SourceReading;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** LangChain4j's serialized chat memory: a list of messages. A file is a conversation, and has its name. */
public final class LangChain4jFormat implements Format {
    private static final List<String> IN_FIELDS = List.of("type", "text", "contents", "id");

    @Override
    public String name() {
        return "langchain4j";
    }

    @Override
    public @Nullable Match match(SourceFile file, Probe probe) {
        Map<String, @Nullable Object> first = probe.first();
        boolean fits = probe.kind() == Probe.Kind.LIST
                && roleOf(String.valueOf(first.get("type"))) != null
                && (first.containsKey("text") || first.containsKey("contents"));
        return fits ? new Match("", true) : null;
    }

    @Override
    public void read(List<SourceFile> files, SourceReading reading) throws IOException {
        MessageFiles.read(files, reading, (message, draft) -> message(message, draft, reading));
    }

    private static @Nullable Role roleOf(String type) {
        return switch (type) {
            case "SYSTEM" -> Role.SYSTEM;
            case "USER" -> Role.USER;
            case "AI" -> Role.ASSISTANT;
            case "TOOL_EXECUTION_RESULT" -> Role.TOOL;
            default -> null;
        };
    }

    private static @Nullable String message(
            Map<String, @Nullable Object> message, MessageDraft draft, SourceReading reading) throws Refused {
        String type = Fields.text(message, "type");
        if (type == null) {
            throw new Refused("has no type");
        }
        List<@Nullable Object> contents = Fields.list(message, "contents");
        String direct = Fields.text(message, "text");
        String tool = Fields.text(message, "toolName");
        StringJoiner parts = new StringJoiner("\n");
        boolean plain = true;
        for (Object content : contents) {
            Map<String, @Nullable Object> part = Fields.object(content);
            String text = Fields.text(part, "text");
            plain &= "TEXT".equals(part.get("type"));
            if (text != null) {
                parts.add(text);
            }
            attach(part, draft);
        }
        draft.role(type, roleOf(type), reading)
                .author(tool == null ? Fields.text(message, "name") : tool)
                .text(direct == null ? parts.toString() : direct)
                .keepAllBut(message, IN_FIELDS)
                // The id is that of the call, which several results can have.
                .keep("tool_call_id", message.get("id"))
                .keep("contents", plain ? null : contents);
        return null;
    }

    private static void attach(Map<String, @Nullable Object> part, MessageDraft draft) {
        for (String key : List.of("image", "audio", "video", "pdfFile")) {
            Map<String, @Nullable Object> file = Fields.object(part, key);
            String url = Fields.text(file, "url");
            if (url != null && !url.startsWith("data:")) {
                draft.attach(url, Fields.text(file, "mimeType"), null, null);
            }
        }
    }
}
