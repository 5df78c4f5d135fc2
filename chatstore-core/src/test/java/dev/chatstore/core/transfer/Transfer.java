package dev.chatstore.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatstore.ChatStorage;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.ConversationQuery.Archived;
import dev.chatstore.api.Message;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Slice;
import dev.chatstore.api.spi.OldMessages;
import dev.chatstore.api.spi.StoreAccess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A store in memory and a folder for sources, with what the tests of imports and exports say often. */
final class Transfer implements AutoCloseable {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final ChatStorage storage = ChatStorage.open("memory:");
    private final Path folder;

    Transfer(Path folder) {
        this.folder = folder;
    }

    ChatStore chats() {
        return storage.chats();
    }

    /** Removes the messages before a sequence as old ones. */
    void trim(ConversationId id, long first) {
        StoreAccess.of(storage).orElseThrow().oldMessages().trim(id, first, OldMessages.MESSAGES_PER_CALL);
    }

    HistoryImport into() {
        return HistoryImport.into(storage.chats());
    }

    Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    ImportReport importLines(String... lines) throws IOException {
        return into().chatCompletions(file("lines.jsonl", String.join("\n", lines) + "\n"));
    }

    ImportReport importMap(String json) throws IOException {
        return into().customerMap(file("map.json", json));
    }

    ImportReport run(String name, String text) throws IOException {
        return into().run(file(name, text));
    }

    List<Message> messages(String conversation) {
        return storage.chats().history(ConversationId.of(conversation), Slice.oldest(Slice.MAX_LIMIT));
    }

    Profile profile(String conversation) {
        return storage.chats()
                .find(ConversationId.of(conversation))
                .orElseThrow()
                .profile();
    }

    List<String> texts(String conversation) {
        return messages(conversation).stream().map(Message::text).toList();
    }

    List<Conversation> conversations() {
        return storage.chats()
                .list(ConversationQuery.ofTenant(ConversationId.DEFAULT_TENANT).withLimit(1_000))
                .items();
    }

    List<String> runs() {
        return storage.chats().list(ConversationQuery.ofTenant(RunLog.TENANT)).items().stream()
                .map(log -> log.id().value())
                .toList();
    }

    /** Returns everything in the store as an export writes it. */
    List<JsonNode> exported() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HistoryExport.from(storage.chats())
                .write(ConversationQuery.ofTenant(ConversationId.DEFAULT_TENANT).withArchived(Archived.INCLUDED), out);
        return trees(out.toString(StandardCharsets.UTF_8).lines().toList());
    }

    static List<JsonNode> trees(List<String> lines) throws IOException {
        List<JsonNode> trees = new ArrayList<>();
        for (String line : lines) {
            trees.add(MAPPER.readTree(line));
        }
        return trees;
    }

    static Consumer<ImportReport> counts(long conversations, long added, long alreadyThere, long skipped) {
        return report -> assertThat(
                        List.of(report.conversations(), report.added(), report.alreadyThere(), report.skipped()))
                .as("conversations, added, already there and skipped: %s", report.text())
                .containsExactly(conversations, added, alreadyThere, skipped);
    }

    /** Returns lines as an export writes them: what the API has no key for stands in the metadata of its message. */
    static List<JsonNode> nested(List<JsonNode> lines) {
        Set<String> api = Set.of(
                "role",
                "name",
                "content",
                "tool_calls",
                "tool_call_id",
                "function_call",
                "refusal",
                "audio",
                "metadata");
        for (JsonNode line : lines) {
            for (JsonNode message : line.get("messages")) {
                ObjectNode object = (ObjectNode) message;
                ObjectNode rest = object.deepCopy().remove(api);
                if (!rest.isEmpty()) {
                    object.withObjectProperty("metadata").setAll(rest);
                    rest.fieldNames().forEachRemaining(object::remove);
                }
            }
        }
        return lines;
    }

    static List<String> places(ImportReport report) {
        return report.skips().stream().map(ImportReport.Skip::toString).toList();
    }

    @Override
    public void close() {
        storage.close();
    }
}
