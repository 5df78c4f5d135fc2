package dev.chatstore.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports of a conversation whose oldest messages were removed. */
class TrimmedExportTest {
    private static final ConversationId C = ConversationId.of("c");

    private Transfer transfer;

    @TempDir
    private Path folder;

    /** Messages 3 to 8 are left: 5 and 6 follow 3 and 4 in another branch, 7 a removed one, and 8 follows 6. */
    @BeforeEach
    void trim() {
        transfer = new Transfer(folder);
        transfer.chats()
                .append(
                        C,
                        NewMessage.user("1"),
                        NewMessage.assistant("2"),
                        NewMessage.user("3"),
                        NewMessage.assistant("4"),
                        NewMessage.assistant("5").withParent(3),
                        NewMessage.user("6"),
                        NewMessage.user("7").withParent(1),
                        NewMessage.assistant("8").withParent(6));
        transfer.trim(C, 3);
    }

    @AfterEach
    void close() {
        transfer.close();
    }

    private String written(HistoryExport export) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        export.write(List.of(C).iterator(), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void parentsAreThePlacesInTheListSoThatAnImportHasTheSameBranches(@TempDir Path elsewhere) throws IOException {
        Path file = folder.resolve("out.jsonl");
        assertThat(HistoryExport.from(transfer.chats()).write(C, file).messages())
                .isEqualTo(6);
        try (Transfer other = new Transfer(elsewhere)) {
            other.into().chatCompletions(file);
            assertThat(other.messages("c")).extracting(Message::text).containsExactly("3", "4", "5", "6", "7", "8");
            assertThat(other.messages("c")).extracting(Message::parent).containsExactly(0L, 1L, 1L, 3L, 0L, 4L);
        }
    }

    @Test
    void theFirstMessageThatIsLeftBeginsNoBranch() throws IOException {
        String markdown = written(HistoryExport.from(transfer.chats()).asMarkdown());
        assertThat(markdown.split("another branch", -1)).hasSize(4);
        assertThat(markdown).contains("follows no. 3", "follows no. 1, which was removed", "follows no. 6");
        String html = written(HistoryExport.from(transfer.chats()).asHtml());
        assertThat(html).contains("follows no. 1, which was removed").doesNotContain("#c1-1\"");
    }

    @Test
    void theNewestPathBeginsWhereTheHistoryDoes() throws IOException {
        String newest = written(HistoryExport.from(transfer.chats()).onlyNewestPath());
        assertThat(newest).doesNotContain("chatstore.parent");
        assertThat(Transfer.trees(List.of(newest)).get(0).get("messages").findValuesAsText("content"))
                .containsExactly("3", "5", "6", "8");
    }
}
