package dev.chatstore.core.transfer.assistant;

import dev.chatstore.core.transfer.source.Digest;
import dev.chatstore.core.transfer.source.Element;
import dev.chatstore.core.transfer.source.Fields;
import dev.chatstore.core.transfer.source.Format;
import dev.chatstore.core.transfer.source.JsonSource;
import dev.chatstore.core.transfer.source.MessageTree;
import dev.chatstore.core.transfer.source.Place;
import dev.chatstore.core.transfer.source.Probe;
import dev.chatstore.core.transfer.source.ProfileDraft;
import dev.chatstore.core.transfer.source.Records;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.Region;
import dev.chatstore.core.transfer.source.SourceConversation;
import dev.chatstore.core.transfer.source.SourceFile;
import dev.chatstore.core.transfer.source.SourceReading;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * ChatGPT's data export: conversations as trees of messages, in one file or, in the second version, in numbered files that a
 * manifest lists.
 */
public final class ChatGptFormat implements Format {
    private static final String MANIFEST = "export_manifest.json";

    @Override
    public String name() {
        return "chatgpt";
    }

    @Override
    public @Nullable Match match(SourceFile file, Probe probe) {
        for (Map<String, @Nullable Object> conversation : probe.firsts()) {
            for (Object node : Fields.object(conversation, "mapping").values()) {
                Map<String, @Nullable Object> place = Fields.object(node);
                if (place.containsKey("message") && place.containsKey("parent")) {
                    return new Match(file.lastName().matches("conversations-\\d+\\.json") ? "2" : "1", true);
                }
            }
        }
        return null;
    }

    @Override
    public void read(List<SourceFile> files, SourceReading reading) throws IOException {
        for (SourceFile file : files) {
            Records.each(file, reading, record -> conversation(record, reading));
        }
        Optional<SourceFile> manifest = reading.files().named(MANIFEST);
        if (manifest.isPresent()) {
            reportMissing(manifest.get(), reading);
        }
    }

    private static void conversation(Element record, SourceReading reading) throws IOException, Refused {
        Map<String, Element> fields = record.fields();
        Element mapping = fields.remove("mapping");
        Map<String, @Nullable Object> values = Element.values(fields);
        MessageTree tree = new MessageTree();
        if (mapping != null && mapping.isObject()) {
            for (Map.Entry<String, Element> node : mapping.fields().entrySet()) {
                add(node.getKey(), node.getValue(), tree);
            }
        }
        String current = Fields.id(values, "current_node");
        reading.conversation(new SourceConversation(
                id(values),
                new ProfileDraft()
                        .title(Fields.text(values, "title"))
                        .model(Fields.text(values, "default_model_slug"))
                        .keepAllBut(values, List.of("id", "conversation_id", "title", "default_model_slug"))
                        .build(),
                record.place(),
                sink -> tree.read(
                        current,
                        (message, draft) -> ChatGptMessage.read(message.object(), draft, reading),
                        reading,
                        sink)));
    }

    private static void add(String key, Element node, MessageTree tree) throws IOException, Refused {
        Map<String, Element> fields = node.fields();
        Element message = fields.get("message");
        Element parent = fields.get("parent");
        String before = parent == null ? null : Fields.id(parent.value());
        if (message == null || !message.isObject()) {
            tree.add(key, before, null);
            return;
        }
        Element given = message.field("id");
        String id = given == null ? null : Fields.id(given.value());
        tree.add(key, id == null ? key : id, before, message);
    }

    private static String id(Map<String, @Nullable Object> values) {
        String id = Fields.id(values, "conversation_id");
        String other = id == null ? Fields.id(values, "id") : id;
        return other != null
                ? Fields.conversationId(other)
                : Digest.id(
                        new Digest()
                                .add(String.valueOf(values.get("title")))
                                .add(String.valueOf(values.get("create_time")))
                                .bytes(),
                        1);
    }

    /** Reports the files that the manifest lists and the export lacks. */
    private static void reportMissing(SourceFile manifest, SourceReading reading) throws IOException {
        try (JsonSource source = manifest.open()) {
            Map<String, @Nullable Object> files =
                    Fields.object(Element.root(source).object(), "logical_files");
            for (Object name : Fields.list(Fields.object(files, "conversations.json"), "files")) {
                // A name can have the folders of the archive that was made, which was repacked since.
                String file = String.valueOf(name);
                String shown = file.substring(file.lastIndexOf('/') + 1);
                if (reading.files().named(shown).isEmpty()) {
                    reading.skip(
                            Place.of(source, new Region(0, 0, 1, 1)),
                            new Refused("lists the file of conversations " + shown + ", which is missing"));
                }
            }
        } catch (Refused e) {
            reading.skip(new Place(manifest.name(), new Region(0, 0, 1, 1), null, null), e);
        }
    }
}
