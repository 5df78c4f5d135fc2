package dev.chatstore.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Attachment;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Role;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports of programs that chat with a model: trees of messages, contents of many forms. */
final class AssistantFormatsTest {
    private static final String CHATGPT = """
            [{"title": "Colours", "create_time": 1700000000.25, "conversation_id": "c-1", "current_node": "n3",
              "default_model_slug": "gpt-x", "mapping": {
                "root": {"id": "root", "parent": null, "children": ["n1"], "message": null},
                "n1": {"id": "n1", "parent": "root", "children": ["n2", "n3"], "message": {"id": "m1",
                  "author": {"role": "user"}, "create_time": 1700000001.5, "recipient": "all",
                  "content": {"content_type": "multimodal_text", "parts": [
                    {"content_type": "image_asset_pointer", "asset_pointer": "file-service://x", "size_bytes": 9},
                    "Name a colour"]},
                  "metadata": {"attachments": [{"id": "f1", "name": "a.pdf", "mime_type": "application/pdf"}]}}},
                "n3": {"id": "n3", "parent": "n1", "children": [], "message": {"id": "m3",
                  "author": {"role": "assistant"}, "create_time": null,
                  "content": {"content_type": "text", "parts": ["Blue"]}}},
                "n2": {"id": "n2", "parent": "n1", "children": [], "message": {"id": "m2",
                  "author": {"role": "tool", "name": "browser"}, "weight": 0.0,
                  "content": {"content_type": "execution_output", "text": "Red"}}}}},
             {"title": "Empty", "id": "c-2", "mapping": null}]""";

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
    void theActiveBranchOfChatGptIsThePathToTheNewestMessage() throws IOException {
        assertThat(transfer.run("conversations.json", CHATGPT)).satisfies(Transfer.counts(2, 3, 0, 0));

        assertThat(transfer.texts("c-1")).containsExactly("Name a colour", "Red", "Blue");
        assertThat(transfer.messages("c-1")).extracting(Message::parent).containsExactly(0L, 1L, 1L);
        assertThat(transfer.chats().recentPath(ConversationId.of("c-1"), 10))
                .extracting(Message::text)
                .containsExactly("Name a colour", "Blue");
        assertThat(transfer.profile("c-1"))
                .isEqualTo(Profile.EMPTY
                        .withTitle("Colours")
                        .withModel("gpt-x")
                        .withMetadata(Map.of("create_time", new BigDecimal("1700000000.25"), "current_node", "n3")));
    }

    @Test
    void aMessageOfChatGptKeepsItsParts() throws IOException {
        transfer.run("conversations.json", CHATGPT);

        Message question = transfer.messages("c-1").get(0);
        assertThat(question.id()).isEqualTo("m1");
        assertThat(question.said()).isEqualTo(Instant.parse("2023-11-14T22:13:21.500Z"));
        assertThat(question.attachments())
                .containsExactly(
                        new Attachment("file-service://x", "image/*", 9, null),
                        new Attachment("f1", "application/pdf", 0, "a.pdf"));
        Message tool = transfer.messages("c-1").get(1);
        assertThat(tool.role()).isEqualTo(Role.TOOL);
        assertThat(tool.author()).isEqualTo("browser");
        assertThat(tool.metadata()).containsKeys("weight", "content");
    }

    @Test
    void onlyTheActivePathIsImportedWhereThatIsAskedFor() throws IOException {
        Path source = transfer.file("conversations.json", CHATGPT);

        assertThat(HistoryImport.inspect(source, ImportOptions.NONE).questions())
                .containsExactly(new Question(Question.Kind.BRANCHES, false, List.of("all", "active")));
        transfer.into()
                .with(ImportOptions.NONE.answer(Question.Kind.BRANCHES, "active"))
                .run(source);

        assertThat(transfer.texts("c-1")).containsExactly("Name a colour", "Blue");
    }

    @Test
    void aFileThatTheManifestOfChatGptListsAndTheExportLacksIsReported(@TempDir Path export) throws IOException {
        Transfer files = new Transfer(export);
        files.file("export_manifest.json", """
                {"logical_files": {"conversations.json": {"files":
                ["conversations-000.json", "conversations-001.json"]}}}""");
        files.file("conversations-000.json", CHATGPT);

        ImportReport report = files.into().run(export);

        assertThat(report).satisfies(Transfer.counts(2, 3, 0, 1));
        assertThat(Transfer.places(report))
                .containsExactly(
                        "export_manifest.json:1:1 lists the file of conversations conversations-001.json, which is"
                                + " missing");
        files.close();
    }

    @Test
    void aMessageThatFollowsItselfIsReadOnce() throws IOException {
        String circle = CHATGPT.replace("\"n1\", \"parent\": \"root\"", "\"n1\", \"parent\": \"n3\"");

        assertThat(transfer.run("conversations.json", circle)).satisfies(Transfer.counts(2, 3, 0, 0));
    }

    @Test
    void theBlocksOfClaudeAreWhatWasSaid() throws IOException {
        ImportReport report = transfer.run("conversations.json", """
                [{"uuid": "c", "name": "Trip", "account": {"uuid": "me"}, "created_at": "2024-01-15T10:00:00Z",
                  "chat_messages": [
                    {"uuid": "1", "sender": "human", "text": "short", "created_at": "2024-01-15T10:00:00.123456Z",
                     "content": [{"type": "text", "text": "the whole"}],
                     "attachments": [{"file_name": "a.txt", "file_size": 3, "file_type": "text/plain",
                                      "extracted_content": "abc"}]},
                    {"uuid": "2", "sender": "assistant", "text": "fallback", "content": null},
                    {"uuid": "3", "sender": "assistant", "content": "a string"},
                    {"uuid": "4", "sender": "assistant", "text": "", "content": [
                      {"type": "thinking", "thinking": "hm"}, {"type": "text", "text": "one"},
                      {"type": "tool_use", "name": "t", "input": {}}, {"type": "text", "text": "two"}]}]},
                 {"uuid": "d", "name": ""}]""");

        assertThat(report).satisfies(Transfer.counts(2, 4, 0, 0));
        assertThat(transfer.texts("c")).containsExactly("the whole", "fallback", "a string", "one\n\ntwo");
        Message first = transfer.messages("c").get(0);
        assertThat(first.said()).isEqualTo(Instant.parse("2024-01-15T10:00:00.123456Z"));
        assertThat(first.metadata()).containsEntry("text", "short");
        assertThat(first.attachments()).containsExactly(new Attachment("a.txt", "text/plain", 3, "a.txt"));
        assertThat(transfer.messages("c").get(3).metadata().get("content"))
                .isInstanceOfSatisfying(
                        List.class, blocks -> assertThat(blocks.size()).isEqualTo(4));
        assertThat(transfer.profile("c").owner()).isEqualTo("me");
    }

    @Test
    void aSingleChatOfClaudeHasBranches() throws IOException {
        transfer.run("chat.json", """
                {"uuid": "c", "name": "x", "model": "m", "current_leaf_message_uuid": "2", "chat_messages": [
                  {"uuid": "1", "sender": "human", "text": "q",
                   "parent_message_uuid": "00000000-0000-4000-8000-000000000000"},
                  {"uuid": "2", "sender": "assistant", "text": "a", "parent_message_uuid": "1"},
                  {"uuid": "3", "sender": "assistant", "text": "b", "parent_message_uuid": "1"}]}""");

        assertThat(transfer.texts("c")).containsExactly("q", "b", "a");
        assertThat(transfer.messages("c")).extracting(Message::parent).containsExactly(0L, 1L, 1L);
    }

    @Test
    void messagesOfLibreChatStandInsideEachOther() throws IOException {
        ImportReport report = transfer.run("export.json", """
                {"conversationId": "l", "title": "t", "recursive": true, "branches": true,
                 "options": {"model": "gpt", "promptPrefix": "Be kind."}, "messages": [
                  {"messageId": "1", "parentMessageId": "00000000-0000-0000-0000-000000000000", "sender": "user",
                   "isCreatedByUser": true, "text": "q", "createdAt": "2024-04-09T14:32:05.230Z", "children": [
                    {"messageId": "2", "parentMessageId": "1", "sender": "GPT-4", "isCreatedByUser": false,
                     "content": [{"type": "text", "text": {"value": "a"}}], "children": []},
                    {"messageId": "3", "parentMessageId": "1", "sender": "GPT-4", "isCreatedByUser": false,
                     "text": "b", "children": [
                      {"messageId": "4", "parentMessageId": "3", "sender": "user", "isCreatedByUser": true,
                       "text": "c", "children": []}]}]}]}""");

        assertThat(report).satisfies(Transfer.counts(1, 4, 0, 0));
        assertThat(transfer.texts("l")).containsExactly("q", "a", "b", "c");
        assertThat(transfer.messages("l")).extracting(Message::parent).containsExactly(0L, 1L, 1L, 3L);
        assertThat(transfer.messages("l"))
                .extracting(Message::role)
                .containsExactly(Role.USER, Role.ASSISTANT, Role.ASSISTANT, Role.USER);
        assertThat(transfer.messages("l").get(1).author()).isEqualTo("GPT-4");
        assertThat(transfer.profile("l").systemPrompt()).isEqualTo("Be kind.");
    }

    @Test
    void theLinearCopyOfOpenWebUiIsNotImportedTwice() throws IOException {
        ImportReport report = transfer.run("chats.json", """
                [{"id": "o", "user_id": "u", "title": "t", "archived": true, "chat": {"models": ["llama"],
                  "params": {"system": "Be brief."}, "history": {"currentId": "a2", "messages": {
                    "q": {"id": "q", "parentId": null, "role": "user", "content": "Hi", "timestamp": 1720000000},
                    "a1": {"id": "a1", "parentId": "q", "role": "assistant", "content": "One"},
                    "a2": {"id": "a2", "parentId": "q", "role": "assistant",
                           "content": "<details type=\\"reasoning\\" done=\\"true\\">\\nhm\\n</details>\\nTwo"}}},
                  "messages": [{"id": "q", "role": "user", "content": "Hi"}]}}]""");

        assertThat(report).satisfies(Transfer.counts(1, 3, 0, 0));
        assertThat(transfer.texts("o")).containsExactly("Hi", "One", "Two");
        assertThat(transfer.messages("o").get(0).said()).isEqualTo(Instant.ofEpochSecond(1_720_000_000));
        assertThat(transfer.messages("o").get(2).metadata()).containsKey("content");
        assertThat(transfer.profile("o").owner()).isEqualTo("u");
    }

    @Test
    void theHistoryOfChatbotUiIsImported() throws IOException {
        ImportReport report = transfer.run("chatbot_ui.json", """
                {"version": 4, "history": [{"id": "b", "name": "n", "model": {"id": "m"}, "prompt": "p",
                 "messages": [{"role": "user", "content": "q"}, {"role": "assistant", "content": "a"}]}]}""");

        assertThat(report).satisfies(Transfer.counts(1, 2, 0, 0));
        assertThat(transfer.profile("b").model()).isEqualTo("m");
    }

    @Test
    void theActivityOfGeminiIsGroupedByAddressAndOldestFirst() throws IOException {
        ImportReport report = transfer.run("MyActivity.json", """
                [{"header": "Gemini Apps", "title": "Prompted second", "time": "2025-01-02T10:00:00.5Z",
                  "titleUrl": "https://gemini.google.com/app/abcdef123", "products": ["Gemini Apps"],
                  "safeHtmlItem": [{"html": "<p>a &amp; b</p><p>c</p>"}]},
                 {"header": "Gemini Apps", "title": "Used Gemini Apps", "time": "2025-01-02T09:00:00Z"},
                 {"header": "Gemini Apps", "title": "Prompted first", "time": "2025-01-01T10:00:00Z",
                  "titleUrl": "https://gemini.google.com/app/abcdef123", "attachedFiles": ["a.png"]}]""");

        assertThat(report).satisfies(Transfer.counts(2, 3, 0, 0));
        assertThat(report.passedOver()).isEqualTo(Map.of("activity without a prompt", 1L));
        assertThat(transfer.texts("abcdef123")).containsExactly("first", "second", "a & b\nc");
        assertThat(transfer.messages("abcdef123").get(2).said()).isEqualTo(Instant.parse("2025-01-02T10:00:00.5Z"));
    }
}
