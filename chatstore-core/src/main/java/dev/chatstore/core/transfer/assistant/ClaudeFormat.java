package dev.chatstore.core.transfer.assistant;

import dev.chatstore.core.transfer.source.Digest;
import dev.chatstore.core.transfer.source.Element;
import dev.chatstore.core.transfer.source.Fields;
import dev.chatstore.core.transfer.source.Format;
import dev.chatstore.core.transfer.source.MessageTree;
import dev.chatstore.core.transfer.source.Probe;
import dev.chatstore.core.transfer.source.ProfileDraft;
import dev.chatstore.core.transfer.source.Records;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.SourceConversation;
import dev.chatstore.core.transfer.source.SourceFile;
import dev.chatstore.core.transfer.source.SourceReading;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Claude's data export, in one file or in batches, and exports of single chats, which have branches. */
public final class ClaudeFormat implements Format {
    /** The parent of what begins a chat. */
    private static final String ROOT = "00000000-0000-4000-8000-000000000000";

    private static final String DESIGN_MESSAGES = "messages";

    @Override
    public String name() {
        return "claude";
    }

    @Override
    public @Nullable Match match(SourceFile file, Probe probe) {
        for (Map<String, @Nullable Object> conversation : probe.firsts()) {
            if (conversation.containsKey("uuid")
                    && (conversation.containsKey("chat_messages") || isDesignChat(conversation))) {
                return new Match("", true);
            }
        }
        return null;
    }

    /** Returns whether a record is a chat about a design, whose messages have other keys. */
    private static boolean isDesignChat(Map<String, @Nullable Object> record) {
        List<@Nullable Object> messages = Fields.list(record, DESIGN_MESSAGES);
        Map<String, @Nullable Object> first = messages.isEmpty() ? Map.of() : Fields.object(messages.get(0));
        return first.containsKey("role") && first.get("content") instanceof Map<?, ?>;
    }

    @Override
    public void read(List<SourceFile> files, SourceReading reading) throws IOException {
        for (SourceFile file : files) {
            Records.each(file, reading, record -> conversation(record, reading));
        }
        for (SourceFile file : reading.files().files()) {
            if (!files.contains(file) && isProject(Probe.of(file))) {
                Records.each(file, reading, record -> reading.passOver("project"));
            }
        }
    }

    /** Returns whether a file of the export describes projects, which have documents and no messages. */
    private static boolean isProject(Probe probe) {
        Map<String, @Nullable Object> first = probe.first();
        return first.containsKey("uuid") && (first.containsKey("docs") || first.containsKey("prompt_template"));
    }

    private static void conversation(Element record, SourceReading reading) throws IOException, Refused {
        Map<String, Element> fields = record.fields();
        Element chat = fields.remove("chat_messages");
        Element messages = chat == null ? fields.remove(DESIGN_MESSAGES) : chat;
        Map<String, @Nullable Object> values = Element.values(fields);
        String uuid = Fields.id(values, "uuid");
        String id = uuid == null ? Digest.id(new Digest().add(record.bytes()).bytes(), 1) : Fields.conversationId(uuid);
        String current = Fields.id(values, "current_leaf_message_uuid");
        MessageTree tree = messages == null || !messages.isList() ? new MessageTree() : tree(messages);
        reading.conversation(new SourceConversation(
                id,
                new ProfileDraft()
                        .title(Fields.text(values, chat == null ? "title" : "name"))
                        .model(Fields.text(values, "model"))
                        .owner(Fields.text(Fields.object(values, "account"), "uuid"))
                        .keepAllBut(values, List.of("uuid", "name", "model", "account"))
                        .build(),
                record.place(),
                sink -> tree.read(
                        current,
                        (message, draft) -> ClaudeMessage.read(message.object(), draft, reading),
                        reading,
                        sink)));
    }

    /** Returns the messages; each follows the one before it where none says what it follows. */
    private static MessageTree tree(Element messages) throws IOException, Refused {
        MessageTree tree = new MessageTree();
        String[] before = new String[1];
        messages.each((element, index) -> {
            Map<String, Element> fields = element.isObject() ? element.fields() : Map.of();
            Element parent = fields.get("parent_message_uuid");
            Element uuid = fields.get("uuid");
            String given = uuid == null ? null : Fields.id(uuid.value());
            String id = given == null ? "#" + index : given;
            String follows = parent == null ? before[0] : Fields.id(parent.value());
            tree.add(id, given, ROOT.equals(follows) ? null : follows, element);
            before[0] = id;
        });
        return tree;
    }
}
