package dev.chatstore.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Older, rarer, deeper and larger exports of programs that chat with a model. */
final class AssistantVariantsTest {
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
    void aChatOfOpenWebUiThatIsAListIsRead() throws IOException {
        ImportReport report = transfer.run("chats.json", """
                [{"id": "old", "title": "t", "chat": {"models": ["llama"], "messages": [
                    {"id": "1", "role": "user", "content": "Hi"}, {"role": "assistant", "content": "Ho"},
                    {"role": "user", "content": "Hi"}]}},
                 {"id": "new", "title": "t", "chat": {"models": [], "history": {"messages": {}}, "messages": [
                    {"id": "1", "role": "user", "content": "Hi"}]}}]""");

        assertThat(report).satisfies(Transfer.counts(2, 4, 0, 0));
        assertThat(transfer.texts("old")).containsExactly("Hi", "Ho", "Hi");
        assertThat(transfer.messages("old")).extracting(Message::parent).containsExactly(0L, 1L, 2L);
        // An id by position would be another one's after a message in between.
        assertThat(transfer.messages("old").get(1).id()).startsWith("import:");
    }

    @Test
    void whatOpenWebUiShowsAboveAnAnswerIsLeftOutInOnePass() throws IOException {
        String open = "<details type=\\\"reasoning\\\">";
        String message = "{\"id\": \"%s\", \"role\": \"user\", \"content\": \"%s\"}";
        transfer.run(
                "chats.json",
                "[{\"id\": \"o\", \"chat\": {\"models\": [], \"messages\": ["
                        + message.formatted("1", "a " + open + "hm</details>\\n b " + open + "</details>c") + ","
                        + message.formatted("2", open.repeat(20_000)) + "]}}]");

        assertThat(transfer.texts("o").get(0)).isEqualTo("a b c");
        assertThat(transfer.texts("o").get(1)).hasSize(20_000 * "<details type=\"reasoning\">".length());
    }

    @Test
    void theChatsAboutDesignsOfClaudeAreReadAndItsProjectsAreCounted(@TempDir Path export) throws IOException {
        Transfer files = new Transfer(export);
        Files.createDirectories(export.resolve("design_chats"));
        Files.createDirectories(export.resolve("projects"));
        files.file("design_chats/d.json", """
                {"uuid": "d", "title": "Logo", "messages": [
                  {"uuid": "1", "role": "user", "content": {"text": "q"}, "created_at": "2026-01-15T10:00:00Z"},
                  {"uuid": "2", "role": "assistant", "content": {"content": [{"type": "text", "text": "a"}]}},
                  {"uuid": "3", "role": "assistant", "content": {"design": 1}}]}""");
        files.file("projects/p.json", "{\"uuid\": \"p\", \"name\": \"n\", \"docs\": []}");

        ImportReport report = files.into().run(export);

        assertThat(report).satisfies(Transfer.counts(1, 3, 0, 0));
        assertThat(report.passedOver()).isEqualTo(Map.of("project", 1L));
        assertThat(report.changedMeaning()).isEqualTo(Map.of("its content has no text, and stays in the metadata", 1L));
        assertThat(files.texts("d")).containsExactly("q", "a", "");
        assertThat(files.profile("d").title()).isEqualTo("Logo");
        files.close();
    }

    @Test
    void messagesOfLibreChatThatStandDeepInsideEachOtherAreReadOnceEach() throws IOException {
        int depth = 2_000;
        StringBuilder text = new StringBuilder("{\"conversationId\": \"deep\", \"messages\": [");
        for (int i = 0; i < depth; i++) {
            text.append("{\"messageId\": \"" + i + "\", \"isCreatedByUser\": true, \"children\": [");
        }
        for (int i = depth - 1; i >= 0; i--) {
            text.append("], \"text\": \"" + i + "-").append("x".repeat(1_000)).append("\"}");
        }

        ImportReport report = transfer.run("export.json", text.append("]}").toString());

        assertThat(report).satisfies(Transfer.counts(1, depth, 0, 0));
        assertThat(transfer.messages("deep").get(700).text()).startsWith("700-x");
        assertThat(transfer.messages("deep").get(700).parent()).isEqualTo(700);
        assertThat(transfer.messages("deep").get(700).metadata()).containsOnlyKeys("isCreatedByUser");
    }

    @Test
    void theFoldersOfChatbotUiAreNoConversations() throws IOException {
        ImportReport report = transfer.run("chatbot_ui.json", """
                {"version": 4, "history": [{"id": "b", "name": "n", "messages": [{"role": "user", "content": "q"}]}],
                 "folders": [{"id": "f"}], "prompts": [{"id": "p"}, {"id": "r"}]}""");

        assertThat(report.passedOver()).isEqualTo(Map.of("folder", 1L, "prompt of a library", 2L));
    }

    @Test
    void theAnswerOfGeminiIsReadInOnePass() throws IOException {
        transfer.run(
                "MyActivity.json",
                "[{\"header\": \"Gemini Apps\", \"title\": \"Prompted q\", \"time\": \"2025-01-02T10:00:00Z\","
                        + " \"titleUrl\": \"https://gemini.google.com/app/abcdef123\","
                        + " \"safeHtmlItem\": [{\"html\": \"" + "<".repeat(1 << 19) + "\"}]}]");

        assertThat(transfer.texts("abcdef123").get(1)).hasSize(1 << 19);
    }
}
