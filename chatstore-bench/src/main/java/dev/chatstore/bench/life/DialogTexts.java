package dev.chatstore.bench.life;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Dialogs of files whose names end with {@code .json} or {@code .jsonl}: objects with {@code messages} in the form of chat
 * completions, alone, in arrays or one after the other. The dialogs follow one another in the conversations, and begin again after
 * the last one.
 */
final class DialogTexts implements TextSource {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, @Nullable Object>> METADATA = new TypeReference<>() {};

    private final List<NewMessage> all;

    private DialogTexts(List<NewMessage> all) {
        this.all = all;
    }

    /**
     * Reads a folder.
     *
     * @throws IllegalArgumentException if it has no message
     */
    static DialogTexts read(Path folder) {
        List<NewMessage> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(DialogTexts::isJson).sorted().toList()) {
                try (MappingIterator<JsonNode> dialogs =
                        JSON.readerFor(JsonNode.class).readValues(file.toFile())) {
                    while (dialogs.hasNextValue()) {
                        add(dialogs.nextValue(), all);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (all.isEmpty()) {
            throw new IllegalArgumentException("dialogs must be a folder of JSON files with messages");
        }
        return new DialogTexts(all);
    }

    private static boolean isJson(Path file) {
        String name = file.toString();
        return name.endsWith(".json") || name.endsWith(".jsonl");
    }

    private static void add(JsonNode dialog, List<NewMessage> all) {
        for (JsonNode message : dialog.path("messages")) {
            Role role = Role.of(message.path("role").asText());
            ObjectNode rest = ((ObjectNode) message.deepCopy()).without(List.of("role", "content"));
            all.add(NewMessage.of(role, message.path("content").asText(""))
                    .withMetadata(JSON.convertValue(rest, METADATA)));
        }
    }

    @Override
    public List<NewMessage> messages(int conversation, int length) {
        List<NewMessage> messages = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            messages.add(all.get((int) (((long) conversation * length + i) % all.size())));
        }
        return messages;
    }
}
