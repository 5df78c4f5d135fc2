package dev.chatstore.core.transfer.assistant;

import dev.chatstore.core.transfer.source.Digest;
import dev.chatstore.core.transfer.source.Element;
import dev.chatstore.core.transfer.source.Fields;
import dev.chatstore.core.transfer.source.Format;
import dev.chatstore.core.transfer.source.MessageDraft;
import dev.chatstore.core.transfer.source.MessageLists;
import dev.chatstore.core.transfer.source.Probe;
import dev.chatstore.core.transfer.source.ProfileDraft;
import dev.chatstore.core.transfer.source.Records;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.Roles;
import dev.chatstore.core.transfer.source.SourceConversation;
import dev.chatstore.core.transfer.source.SourceFile;
import dev.chatstore.core.transfer.source.SourceReading;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Chatbot UI's export: one object with the history of all conversations. It has no times. */
public final class ChatbotUiFormat implements Format {
    @Override
    public String name() {
        return "chatbot-ui";
    }

    @Override
    public @Nullable Match match(SourceFile file, Probe probe) {
        List<@Nullable Object> history = Fields.list(probe.first(), "history");
        Map<String, @Nullable Object> first = history.isEmpty() ? Map.of() : Fields.object(history.get(0));
        boolean fits = probe.kind() == Probe.Kind.OBJECT && first.containsKey("messages") && first.containsKey("name");
        return fits ? new Match("", true) : null;
    }

    @Override
    public void read(List<SourceFile> files, SourceReading reading) throws IOException {
        for (SourceFile file : files) {
            Records.each(file, reading, record -> {
                Map<String, Element> fields = record.fields();
                Element history = fields.get("history");
                if (history != null) {
                    Records.list(history, reading, conversation -> conversation(conversation, reading));
                }
                passOver(fields.get("folders"), "folder", reading);
                passOver(fields.get("prompts"), "prompt of a library", reading);
            });
        }
    }

    private static void passOver(@Nullable Element list, String kind, SourceReading reading)
            throws IOException, Refused {
        if (list != null && list.isList()) {
            list.each((element, index) -> reading.passOver(kind));
        }
    }

    private static void conversation(Element record, SourceReading reading) throws IOException, Refused {
        Map<String, Element> fields = record.fields();
        Element messages = fields.remove("messages");
        if (messages == null) {
            throw new Refused("has no list of messages");
        }
        Map<String, @Nullable Object> values = Element.values(fields);
        String id = Fields.id(values, "id");
        reading.conversation(new SourceConversation(
                id == null ? Digest.id(new Digest().add(messages.bytes()).bytes(), 1) : Fields.conversationId(id),
                new ProfileDraft()
                        .title(Fields.text(values, "name"))
                        .model(Fields.text(Fields.object(values, "model"), "id"))
                        .systemPrompt(Fields.text(values, "prompt"))
                        .keepAllBut(values, List.of("id", "name", "prompt"))
                        .build(),
                record.place(),
                sink -> MessageLists.each(messages, (message, draft) -> message(message, draft, reading), sink)));
    }

    private static @Nullable String message(
            Map<String, @Nullable Object> message, MessageDraft draft, SourceReading reading) throws Refused {
        String role = Fields.text(message, "role");
        if (role == null) {
            throw new Refused("has no role");
        }
        draft.role(role, Roles.of(role), reading)
                .text(message.get("content") instanceof String text ? text : "")
                .keepAllBut(message, List.of("role", "content"));
        return null;
    }
}
