package dev.chatstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Role;
import dev.chatstore.core.prompt.ContextWindow;
import dev.chatstore.core.prompt.Prompt;
import dev.chatstore.core.transfer.HistoryExport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Windows and exports of a file, without and with a cache, are those of the store in memory. */
final class SqliteViewsIT {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-26T22:30:00Z"));
    private static final int DIALOGS = 20;

    private final List<ChatStorage> storages = new ArrayList<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void open() {
        open("memory:", Map.of());
        open("sqlite:" + folder.resolve("bot.db"), Map.of());
        open("sqlite:" + folder.resolve("cached.db"), Map.of("cache.bytes", "1MiB", "cache.messages", "7"));
        for (int dialog = 0; dialog < DIALOGS; dialog++) {
            for (ChatStorage storage : storages) {
                fill(storage.chats(), ConversationId.of("c" + dialog), new Random(dialog));
            }
        }
    }

    private void open(String url, Map<String, String> settings) {
        storages.add(
                ChatStorage.builder().url(url).settings(settings).clock(CLOCK).open());
    }

    @AfterEach
    void close() {
        storages.forEach(ChatStorage::close);
    }

    private static void fill(ChatStore chats, ConversationId id, Random random) {
        chats.open(id, Profile.EMPTY.withSystemPrompt(random.nextBoolean() ? "Be kind." : null));
        int messages = 1 + random.nextInt(200);
        List<NewMessage> all = new ArrayList<>();
        for (int i = 1; i <= messages; i++) {
            NewMessage message = message(random);
            all.add(random.nextInt(20) == 0 ? message.withParent(random.nextInt(i)) : message);
        }
        chats.append(id, all);
        for (int i = 1; i <= messages; i += 1 + random.nextInt(100)) {
            if (random.nextBoolean()) {
                chats.redact(id, i);
            } else {
                chats.edit(id, i, MessageEdit.of("edited <" + i + ">"));
            }
        }
    }

    private static NewMessage message(Random random) {
        String call = "call_" + random.nextInt(3);
        NewMessage message = switch (random.nextInt(8)) {
            case 0 -> NewMessage.system("note");
            case 1, 2, 3 -> NewMessage.user("question, \"quoted\"").withAuthor("Ayşe");
            case 4 ->
                NewMessage.assistant("")
                        .withMetadata(
                                Map.of("tool_calls", List.of(Map.of("id", call, "function", Map.of("name", "f")))));
            case 5 -> NewMessage.tool("result").withMetadata(Map.of("tool_call_id", call));
            default -> NewMessage.assistant("=answer\nof two lines");
        };
        return message.withTokens(random.nextInt(3) == 0 ? 0 : random.nextInt(50));
    }

    @Test
    void windowsAreTheSameAndHoldWhatTheyPromise() {
        List<ContextWindow> windows = List.of(
                ContextWindow.ofMessages(1),
                ContextWindow.ofMessages(3),
                ContextWindow.ofMessages(10),
                ContextWindow.ofMessages(1_000),
                ContextWindow.ofTokens(20),
                ContextWindow.ofTokens(300),
                ContextWindow.ofTokens(1_500),
                ContextWindow.ofTokens(100).countedBy(String::length));
        for (int dialog = 0; dialog < DIALOGS; dialog++) {
            ConversationId id = ConversationId.of("c" + dialog);
            for (ContextWindow window : windows) {
                List<Prompt> prompts = storages.stream()
                        .map(storage -> window.read(storage.chats(), id))
                        .toList();

                assertThat(prompts.get(1)).as("dialog %s", dialog).isEqualTo(prompts.get(0));
                assertThat(prompts.get(2)).as("dialog %s", dialog).isEqualTo(prompts.get(0));
                assertCallsAreWhole(prompts.get(0));
            }
        }
    }

    /** Each result is right behind its call or another result of it, and each call has one. */
    private static void assertCallsAreWhole(Prompt prompt) {
        String open = "";
        for (Message message : prompt.messages()) {
            assertThat(message.redacted()).isFalse();
            String result = message.metadata("tool_call_id", String.class)
                    .filter(id -> message.role() == Role.TOOL)
                    .orElse("");
            assertThat(result).isEqualTo(open);
            open = message.metadata("tool_calls", List.class)
                    .map(calls -> ((Map<?, ?>) calls.get(0)).get("id").toString())
                    .orElse("");
        }
        assertThat(open).isEmpty();
    }

    @Test
    void aWindowIsAnEndOfThePath() {
        for (int dialog = 0; dialog < DIALOGS; dialog++) {
            ConversationId id = ConversationId.of("c" + dialog);
            ChatStore chats = storages.get(1).chats();
            List<Long> whole = sequences(ContextWindow.ofMessages(10_000).read(chats, id));
            for (int messages = 1; messages < whole.size(); messages += 3) {
                Prompt prompt = ContextWindow.ofMessages(messages).read(chats, id);
                List<Long> shown = sequences(prompt);

                assertThat(whole).containsSubsequence(shown);
                assertThat(prompt.complete() ? shown : whole).isEqualTo(whole);
            }
        }
    }

    private static List<Long> sequences(Prompt prompt) {
        return prompt.messages().stream().map(Message::sequence).toList();
    }

    @Test
    void exportsAreTheSame() throws IOException {
        List<List<String>> exports = new ArrayList<>();
        for (ChatStorage storage : storages) {
            HistoryExport export = HistoryExport.from(storage.chats());
            List<String> forms = new ArrayList<>();
            for (HistoryExport form : List.of(export, export.asHtml(), export.asMarkdown(), export.asCsv())) {
                forms.add(written(form));
                forms.add(written(form.onlyNewestPath()));
            }
            exports.add(forms);
        }

        assertThat(exports.get(1)).isEqualTo(exports.get(0));
        assertThat(exports.get(2)).isEqualTo(exports.get(0));
        assertThat(exports.get(0)).doesNotHaveDuplicates();
    }

    private static String written(HistoryExport export) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(export.write(ConversationQuery.ofTenant("default").withLimit(7), out)
                        .conversations())
                .isEqualTo(DIALOGS);
        return out.toString(StandardCharsets.UTF_8);
    }
}
