package dev.chatstore.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The histories that the examples bring in. */
class SampleDataTest {
    private static final Path DATA = Path.of("").toAbsolutePath().resolveSibling("examples/data");

    private Transfer transfer;

    @BeforeEach
    void open(@TempDir Path folder) {
        transfer = new Transfer(folder);
    }

    @AfterEach
    void close() {
        transfer.close();
    }

    @Test
    void theHistoryIsImportedWholeAndExportedAsItIs() throws IOException {
        Path history = DATA.resolve("history.jsonl");

        assertThat(transfer.into().chatCompletions(history)).satisfies(Transfer.counts(18, 276, 0, 0));
        assertThat(transfer.exported())
                .containsExactlyInAnyOrderElementsOf(Transfer.nested(Transfer.trees(Files.readAllLines(history))));
    }

    @Test
    void theCustomersAreImportedWhole() throws IOException {
        assertThat(transfer.into().customerMap(DATA.resolve("customers.json"))).satisfies(Transfer.counts(4, 17, 0, 0));
        assertThat(transfer.messages("maria")).extracting(Message::role).startsWith(Role.USER, Role.ASSISTANT);
    }

    @Test
    void theConversationsAreImportedWhole() throws IOException {
        assertThat(transfer.into().conversationFolder(DATA.resolve("conversations")))
                .satisfies(Transfer.counts(3, 20, 0, 0));
        assertThat(transfer.chats()
                        .find(ConversationId.of("bootsausflug-4b"))
                        .orElseThrow()
                        .profile()
                        .systemPrompt())
                .startsWith("Du bist");
    }
}
