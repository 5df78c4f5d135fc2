package dev.chatstore.core.transfer.assistant;

import dev.chatstore.api.Role;
import dev.chatstore.core.transfer.source.Element;
import dev.chatstore.core.transfer.source.Fields;
import dev.chatstore.core.transfer.source.Format;
import dev.chatstore.core.transfer.source.Instants;
import dev.chatstore.core.transfer.source.MessageDraft;
import dev.chatstore.core.transfer.source.MessageTree;
import dev.chatstore.core.transfer.source.Probe;
import dev.chatstore.core.transfer.source.ProfileDraft;
import dev.chatstore.core.transfer.source.Records;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.Roles;
import dev.chatstore.core.transfer.source.SourceConversation;
import dev.chatstore.core.transfer.source.SourceFile;
import dev.chatstore.core.transfer.source.SourceReading;
import dev.chatstore.core.transfer.structure.NestedList;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** LibreChat's export of a conversation, whose messages stand inside each other or name the one they follow. */
public final class LibreChatFormat implements Format {
    private static final String ROOT = "00000000-0000-0000-0000-000000000000";
    private static final String CHILDREN = "children";
    private static final String ID = "messageId";
    private static final String PARENT = "parentMessageId";

    @Override
    public String name() {
        return "librechat";
    }

    @Override
    public @Nullable Match match(SourceFile file, Probe probe) {
        Map<String, @Nullable Object> first = probe.first();
        boolean fits = probe.kind() == Probe.Kind.OBJECT
                && first.containsKey("conversationId")
                && (isMessage(Fields.list(first, "messages")) || isMessage(Fields.list(first, "messagesTree")));
        return fits ? new Match("", true) : null;
    }

    private static boolean isMessage(List<@Nullable Object> messages) {
        Map<String, @Nullable Object> first = messages.isEmpty() ? Map.of() : Fields.object(messages.get(0));
        return first.containsKey("messageId") && first.containsKey("isCreatedByUser");
    }

    @Override
    public void read(List<SourceFile> files, SourceReading reading) throws IOException {
        for (SourceFile file : files) {
            Records.each(file, reading, record -> conversation(record, reading));
        }
    }

    private static void conversation(Element record, SourceReading reading) throws IOException, Refused {
        Map<String, Element> fields = record.fields();
        Element list = fields.remove("messages");
        Element treeList = fields.remove("messagesTree");
        Map<String, @Nullable Object> values = Element.values(fields);
        Element messages = list == null ? treeList : list;
        if (messages == null) {
            throw new Refused("has no list of messages");
        }
        NestedList nested = NestedList.of(messages, CHILDREN, Set.of(ID, PARENT));
        MessageTree tree = tree(nested.items());
        Refused broken = nested.broken();
        Map<String, @Nullable Object> options = Fields.object(values, "options");
        reading.conversation(new SourceConversation(
                id(values, nested.items()),
                new ProfileDraft()
                        .title(Fields.text(values, "title"))
                        .model(Fields.text(options, "model"))
                        .systemPrompt(Fields.text(options, "promptPrefix"))
                        .keepAllBut(values, List.of("conversationId", "title"))
                        .build(),
                record.place(),
                sink -> {
                    tree.read(null, (message, draft) -> message(message.object(), draft, reading), reading, sink);
                    if (broken != null) {
                        sink.skip(messages.place(), broken);
                    }
                }));
    }

    private static String id(Map<String, @Nullable Object> values, List<NestedList.Item> messages) throws Refused {
        String id = Fields.id(values, "conversationId");
        String first = messages.isEmpty() ? null : messages.get(0).text(ID);
        if (id == null && first == null) {
            throw new Refused("has no id, and its first message has none");
        }
        return Fields.conversationId(id == null ? String.valueOf(first) : id);
    }

    private static MessageTree tree(List<NestedList.Item> messages) {
        MessageTree tree = new MessageTree();
        for (NestedList.Item message : messages) {
            if (message.element() != null) {
                String parent = message.text(PARENT);
                boolean root = parent == null || parent.isBlank() || parent.equals(ROOT);
                String outer = message.parent() == null ? null : placeOf(message.parent());
                tree.add(placeOf(message), message.text(ID), root ? outer : parent, message.element());
            }
        }
        return tree;
    }

    /** Returns the id of a message, or what stands for it where it has none. */
    private static String placeOf(NestedList.Item message) {
        String id = message.text(ID);
        return id == null ? "#" + message.index() : id;
    }

    private static void message(Map<String, @Nullable Object> message, MessageDraft draft, SourceReading reading) {
        String sender = Fields.text(message, "sender");
        if (message.get("isCreatedByUser") instanceof Boolean byUser) {
            draft.role(byUser ? Role.USER : Role.ASSISTANT);
        } else {
            draft.role(String.valueOf(sender), sender == null ? null : Roles.of(sender), reading);
        }
        String text = Fields.text(message, "text");
        String parts = parts(Fields.list(message, "content"));
        draft.author(sender)
                .text(text == null ? parts : text)
                .said(Instants.ofIso(message.get("createdAt")))
                .keepAllBut(message, List.of("messageId", "sender", "text", "createdAt", "conversationId"));
        for (Object value : Fields.list(message, "files")) {
            Map<String, @Nullable Object> file = Fields.object(value);
            String path = Fields.text(file, "filepath");
            String reference = path == null ? Fields.id(file, "file_id") : path;
            if (reference != null) {
                draft.attach(
                        reference,
                        Fields.text(file, "type"),
                        Fields.number(file.get("bytes")),
                        Fields.text(file, "filename"));
            }
        }
    }

    private static String parts(List<@Nullable Object> content) {
        StringJoiner text = new StringJoiner("\n");
        for (Object part : content) {
            Map<String, @Nullable Object> object = Fields.object(part);
            String direct = Fields.text(object, "text");
            String nested = Fields.text(Fields.object(object, "text"), "value");
            if (direct != null || nested != null) {
                text.add(direct == null ? String.valueOf(nested) : direct);
            }
        }
        return text.toString();
    }
}
