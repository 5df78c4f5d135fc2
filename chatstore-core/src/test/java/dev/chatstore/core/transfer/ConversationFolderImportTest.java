package dev.chatstore.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Profile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversationFolderImportTest {
    private Transfer transfer;

    @TempDir
    private Path folder;

    @BeforeEach
    void open() {
        transfer = new Transfer(folder);
    }

    @AfterEach
    void close() {
        transfer.close();
    }

    @Test
    void everyFileBecomesAConversation() throws IOException {
        transfer.file("b.json", """
                {
                  "messages": [
                    {"role": "user", "content": "Ein Zimmer für zwei Nächte, bitte."},
                    {"role": "assistant", "content": "Gern!", "model": "m"}
                  ],
                  "id": "room", "title": "Zimmer", "model": "hotel-bot", "system_prompt": "Sei freundlich.",
                  "owner": "Jürgen", "metadata": {"stars": 3}, "lang": "de"
                }""");
        transfer.file("a.json", "{\"messages\": [{\"sender\": \"ana\", \"text\": \"Hola\"}]}");

        ImportReport report = transfer.into().conversationFolder(folder);

        assertThat(report).satisfies(Transfer.counts(2, 3, 0, 0));
        assertThat(transfer.texts("a")).containsExactly("Hola");
        assertThat(transfer.texts("room")).containsExactly("Ein Zimmer für zwei Nächte, bitte.", "Gern!");
        Profile profile =
                transfer.chats().find(ConversationId.of("room")).orElseThrow().profile();
        assertThat(profile)
                .isEqualTo(new Profile(
                        "Jürgen",
                        "Zimmer",
                        "hotel-bot",
                        "Sei freundlich.",
                        Map.of("stars", 3L, "chatstore.source", Map.of("lang", "de"))));
        assertThat(transfer.into().conversationFolder(folder)).satisfies(Transfer.counts(2, 0, 3, 0));
    }

    @Test
    void messagesInsideAMessageAreReported() throws IOException {
        transfer.file("tree.json", """
                {"messages": [{"sender": "ana", "text": "Hola", "children": [
                    {"sender": "bot", "text": "Buenas"}]},
                  {"sender": "ana", "text": "Gracias", "children": [], "files": [{"name": "a.txt"}]}]}""");

        ImportReport report = transfer.into().conversationFolder(folder);

        assertThat(report).satisfies(Transfer.counts(1, 2, 0, 0));
        assertThat(report.changedMeaning())
                .isEqualTo(Map.of("messages inside it are not read, and stay in its metadata", 1L));
    }

    @Test
    void theSystemPromptGoesByThreeNames() throws IOException {
        transfer.file("a.json", "{\"system\": \"x\", \"messages\": []}");
        transfer.file("b.json", "{\"systemPrompt\": \"x\", \"messages\": []}");
        transfer.file("c.json", "{\"messages\": [], \"system_prompt\": \"x\"}");

        transfer.into().conversationFolder(folder);

        for (String id : List.of("a", "b", "c")) {
            assertThat(transfer.chats()
                            .find(ConversationId.of(id))
                            .orElseThrow()
                            .profile()
                            .systemPrompt())
                    .isEqualTo("x");
        }
    }

    @Test
    void aBrokenFileIsSkippedWholeAndTheRestGoesOn() throws IOException {
        String good = "{\"messages\": [{\"role\": \"user\", \"content\": \"one\"}]}";
        transfer.file("1-good.json", good);
        transfer.file("2-cut.json", good.substring(0, good.length() - 1));
        transfer.file("3-empty.json", "");
        transfer.file("4-list.json", "[]");
        transfer.file("5-twice.json", "{\"messages\": [],\n \"messages\": []}");
        transfer.file("6-trailing.json", good + "\n" + good);
        transfer.file("7-none.json", "{\"messages\": {}}");
        transfer.file("8-latin.json", good.replace("one", "\u00e9t\u00e9").getBytes(StandardCharsets.ISO_8859_1));
        transfer.file("9-notes.txt", "secret");
        transfer.file(".hidden", "secret");
        Files.createDirectory(folder.resolve("sub"));
        transfer.file("z-good.json", good);

        ImportReport report = transfer.into().conversationFolder(folder);

        assertThat(Transfer.places(report))
                .containsExactly(
                        "2-cut.json:1:50 is cut off",
                        "3-empty.json:1:1 is empty",
                        "4-list.json:1:1 is not an object",
                        "5-twice.json:1:1 has one key twice",
                        "6-trailing.json:1:1 is followed by something else",
                        "7-none.json:1:1 has no list of messages",
                        "8-latin.json:1:46 is not UTF-8",
                        "9-notes.txt:1:1 is not a .json file");
        assertThat(report.conversations()).isEqualTo(2);
        assertThat(transfer.texts("1-good")).containsExactly("one");
        assertThat(transfer.texts("2-cut")).isEmpty();
        assertThat(transfer.texts("z-good")).containsExactly("one");
    }

    @Test
    void aFolderThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> transfer.into().conversationFolder(folder.resolve("nowhere")))
                .isInstanceOf(NoSuchFileException.class);
    }
}
