package dev.chatstore.core.transfer.assistant;

import dev.chatstore.core.transfer.source.Digest;
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
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Open WebUI's export of chats, which are trees; the linear copy of a chat that stands next to its tree is ignored. */
public final class OpenWebUiFormat implements Format {
    /** How what the program shows above an answer begins and ends: its reasoning and its calls of tools. */
    private static final String DETAILS = "<details type=\"";

    private static final String DETAILS_END = "</details>";

    @Override
    public String name() {
        return "open-webui";
    }

    @Override
    public @Nullable Match match(SourceFile file, Probe probe) {
        for (Map<String, @Nullable Object> record : probe.firsts()) {
            Map<String, @Nullable Object> chat = Fields.object(record, "chat");
            boolean tree = Fields.object(chat, "history").get("messages") instanceof Map<?, ?>;
            // Chats of the first versions are lists.
            boolean list = chat.get("messages") instanceof List<?> && chat.containsKey("models");
            if (tree || list) {
                return new Match("", true);
            }
        }
        return null;
    }

    @Override
    public void read(List<SourceFile> files, SourceReading reading) throws IOException {
        for (SourceFile file : files) {
            Records.each(file, reading, record -> conversation(record, reading));
        }
    }

    private static void conversation(Element record, SourceReading reading) throws IOException, Refused {
        Map<String, Element> fields = record.fields();
        Element chat = fields.remove("chat");
        if (chat == null) {
            throw new Refused("has no chat");
        }
        Map<String, @Nullable Object> values = Element.values(fields);
        Map<String, Element> chatFields = chat.fields();
        Element history = chatFields.remove("history");
        Element list = chatFields.remove("messages");
        Map<String, @Nullable Object> chatValues = Element.values(chatFields);
        Map<String, Element> tree = history == null ? Map.of() : history.fields();
        MessageTree messages = tree(tree.get("messages"), list);
        Element current = tree.get("currentId");
        String currentId = current == null ? null : Fields.id(current.value());
        List<@Nullable Object> models = Fields.list(chatValues, "models");
        String id = Fields.id(values, "id");
        reading.conversation(new SourceConversation(
                id == null ? Digest.id(new Digest().add(chat.bytes()).bytes(), 1) : Fields.conversationId(id),
                new ProfileDraft()
                        .title(Fields.text(values, "title"))
                        .owner(Fields.id(values, "user_id"))
                        .model(models.isEmpty() ? null : Fields.id(models.get(0)))
                        .systemPrompt(Fields.text(Fields.object(chatValues, "params"), "system"))
                        .keepAllBut(values, List.of("id", "title", "user_id"))
                        .keep("chat", Fields.without(chatValues, List.of("id", "title")))
                        .build(),
                record.place(),
                sink -> messages.read(
                        currentId, (message, draft) -> message(message.object(), draft, reading), reading, sink)));
    }

    /** Returns the tree of a chat; the list next to it is read only where there is none. */
    private static MessageTree tree(@Nullable Element messages, @Nullable Element list) throws IOException, Refused {
        MessageTree tree = new MessageTree();
        Map<String, Element> nodes = messages != null && messages.isObject() ? messages.fields() : Map.of();
        for (Map.Entry<String, Element> node : nodes.entrySet()) {
            Element parent = node.getValue().isObject() ? node.getValue().field("parentId") : null;
            tree.add(node.getKey(), parent == null ? null : Fields.id(parent.value()), node.getValue());
        }
        if (nodes.isEmpty() && list != null && list.isList()) {
            String[] before = new String[1];
            list.each((message, index) -> {
                Element given = message.isObject() ? message.field("id") : null;
                String id = given == null ? null : Fields.id(given.value());
                String place = id == null ? "#" + index : id;
                tree.add(place, id, before[0], message);
                before[0] = place;
            });
        }
        return tree;
    }

    private static void message(Map<String, @Nullable Object> message, MessageDraft draft, SourceReading reading)
            throws Refused {
        String role = Fields.text(message, "role");
        if (role == null) {
            throw new Refused("has no role");
        }
        String content = message.get("content") instanceof String given ? given : "";
        String output = output(Fields.list(message, "output"));
        String text = output.isEmpty() ? withoutDetails(content) : output;
        draft.role(role, Roles.of(role), reading)
                .text(text)
                .said(Instants.ofSeconds(message.get("timestamp")))
                .keepAllBut(message, List.of("id", "parentId", "childrenIds", "role", "content", "timestamp"))
                .keep("content", text.equals(content) ? null : message.get("content"));
        for (Object value : Fields.list(message, "files")) {
            Map<String, @Nullable Object> file = Fields.object(value);
            String url = Fields.text(file, "url");
            String reference = url == null ? Fields.id(file, "id") : url;
            if (reference != null) {
                draft.attach(
                        reference,
                        Fields.text(file, "content_type"),
                        Fields.number(file.get("size")),
                        Fields.text(file, "name"));
            }
        }
    }

    /** Returns a text without the parts that the program shows above an answer. One that does not end is text. */
    private static String withoutDetails(String content) {
        StringBuilder rest = new StringBuilder();
        int done = 0;
        int from = content.indexOf(DETAILS);
        int to = content.indexOf(DETAILS_END, Math.max(0, from));
        while (from >= 0 && to >= 0) {
            rest.append(content, done, from);
            done = to + DETAILS_END.length();
            while (done < content.length() && Character.isWhitespace(content.charAt(done))) {
                done++;
            }
            from = content.indexOf(DETAILS, done);
            to = content.indexOf(DETAILS_END, Math.max(done, from));
        }
        return rest.append(content, done, content.length()).toString();
    }

    /** Returns the text of the messages among what the model has put out. */
    private static String output(List<@Nullable Object> output) {
        StringJoiner text = new StringJoiner("\n");
        for (Object item : output) {
            Map<String, @Nullable Object> object = Fields.object(item);
            if ("message".equals(object.get("type"))) {
                for (Object part : Fields.list(object, "content")) {
                    String said = Fields.text(Fields.object(part), "text");
                    if (said != null) {
                        text.add(said);
                    }
                }
            }
        }
        return text.toString();
    }
}
