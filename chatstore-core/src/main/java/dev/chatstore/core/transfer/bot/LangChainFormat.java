package dev.chatstore.core.transfer.bot;

import dev.chatstore.core.transfer.source.Fields;
import dev.chatstore.core.transfer.source.Format;
import dev.chatstore.core.transfer.source.MessageDraft;
import dev.chatstore.core.transfer.source.Probe;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.Roles;
import dev.chatstore.core.transfer.source.SourceFile;
import dev.chatstore.core.transfer.source.SourceReading;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** LangChain's messages as JSON, a list for each conversation. A file is a conversation, and has its name. */
public final class LangChainFormat implements Format {
    private static final Set<String> TYPES =
            Set.of("human", "ai", "system", "tool", "function", "chat", "remove", "developer");

    @Override
    public String name() {
        return "langchain";
    }

    @Override
    public @Nullable Match match(SourceFile file, Probe probe) {
        Map<String, @Nullable Object> first = probe.first();
        boolean serialized = first.containsKey("lc") && first.containsKey("kwargs");
        boolean known = TYPES.contains(String.valueOf(first.get("type")))
                && (Fields.object(first, "data").containsKey("content") || first.containsKey("content"));
        boolean fits = probe.kind() == Probe.Kind.LIST && (serialized || known);
        return fits ? new Match(serialized ? "dumpd" : "", true) : null;
    }

    @Override
    public void read(List<SourceFile> files, SourceReading reading) throws IOException {
        MessageFiles.read(files, reading, (message, draft) -> message(message, draft, reading));
    }

    static @Nullable String message(Map<String, @Nullable Object> message, MessageDraft draft, SourceReading reading)
            throws Refused {
        Map<String, @Nullable Object> data = Fields.object(message, "data");
        Map<String, @Nullable Object> serialized = Fields.object(message, "kwargs");
        Map<String, @Nullable Object> body = !data.isEmpty() ? data : !serialized.isEmpty() ? serialized : message;
        String type = Fields.text(message, "type");
        String inner = Fields.text(body, "type");
        boolean dumped = type == null || type.equals("constructor");
        String given = dumped ? (inner == null ? className(message) : inner) : type;
        if (given == null) {
            throw new Refused("has no type");
        }
        String name = given.replaceFirst("Message(?:Chunk)?$", "");
        if (name.equalsIgnoreCase("remove")) {
            return "removal of a message";
        }
        String role = name.equalsIgnoreCase("chat") ? String.valueOf(Fields.text(body, "role")) : name;
        Object content = body.get("content");
        draft.id(body.get("id"))
                .role(role, Roles.of(role), reading)
                .author(Fields.text(body, "name"))
                .text(text(content))
                .keepAllBut(body, List.of("id", "name", "type", "content", "role", "example"))
                .keep("content", content instanceof List<?> ? content : null);
        return null;
    }

    /** Returns the name of the class that was dumped, which is the last part of its path, or null if there is none. */
    private static @Nullable String className(Map<String, @Nullable Object> message) {
        List<@Nullable Object> path = Fields.list(message, "id");
        return path.isEmpty() ? null : Fields.id(path.get(path.size() - 1));
    }

    private static String text(@Nullable Object content) {
        if (!(content instanceof List<?> parts)) {
            return content instanceof String text ? text : "";
        }
        StringJoiner text = new StringJoiner("\n");
        for (Object part : parts) {
            String said = part instanceof String plain ? plain : Fields.text(Fields.object(part), "text");
            if (said != null) {
                text.add(said);
            }
        }
        return text.toString();
    }
}
