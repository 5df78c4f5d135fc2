package dev.chatstore.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Message;
import dev.chatstore.api.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories of frameworks that bots are built with, and sets for fine-tuning. */
final class BotFormatsTest {
    private Transfer transfer;

    @BeforeEach
    void open(@TempDir Path folder) {
        transfer = new Transfer(folder);
    }

    @AfterEach
    void close() {
        transfer.close();
    }

    private String onlyConversation() {
        assertThat(transfer.conversations()).hasSize(1);
        return transfer.conversations().get(0).id().value();
    }

    @Test
    void aBotIsKnownByItsRoleAnywhereInTheTranscript() throws IOException {
        ImportReport report = transfer.run("t.transcript", """
                [{"type": "conversationUpdate", "id": "0", "from": {"id": "u"}, "conversation": {"id": "c"}},
                 {"type": "message", "id": "1", "timestamp": "2019-08-20T20:37:05.704Z", "text": "Hello",
                  "from": {"id": "b", "name": "Bot"}, "conversation": {"id": "c"}, "replyToId": "0",
                  "attachments": [{"contentType": "image/png", "contentUrl": "https://x/a.png"}]},
                 {"type": "message", "id": "2", "from": {"id": "u", "role": "user"}, "conversation": {"id": "c"},
                  "recipient": {"id": "b", "role": "bot"}},
                 {"type": "message", "id": "3", "from": {"id": "u"}, "conversation": {"id": "d"}, "text": "other"}]""");

        assertThat(report).satisfies(Transfer.counts(2, 3, 0, 0));
        assertThat(report.passedOver()).isEqualTo(Map.of("activity that is no message", 1L));
        assertThat(transfer.messages("c")).extracting(Message::role).containsExactly(Role.ASSISTANT, Role.USER);
        assertThat(transfer.messages("c").get(0).said()).isEqualTo(Instant.parse("2019-08-20T20:37:05.704Z"));
        assertThat(transfer.messages("c").get(0).attachments()).hasSize(1);
        assertThat(transfer.texts("d")).containsExactly("other");
    }

    @Test
    void aBotWithoutARoleIsKnownByWhatItIsToldOrElseByWhoAnswers() throws IOException {
        String message = "{\"type\": \"message\", \"id\": \"%s\", \"from\": {\"id\": \"%s\", \"name\": \"N%s\"},"
                + " \"recipient\": {\"id\": \"%s\"}, \"conversation\": {\"id\": \"%s\"}, \"text\": \"t\"%s}";
        transfer.run(
                "told.transcript",
                "[{\"type\": \"conversationUpdate\", \"from\": {\"id\": \"u\"}, \"conversation\": {\"id\": \"told\"},"
                        + " \"recipient\": {\"id\": \"b\"}, \"membersAdded\": [{\"id\": \"u\"}, {\"id\": \"b\"}]},"
                        + message.formatted("1", "b", "b", "u", "told", "") + ","
                        + message.formatted("2", "u", "u", "b", "told", "") + "]");
        String answered = "[" + message.formatted("1", "u", "u", "b", "answered", "") + ","
                + message.formatted("2", "b", "b", "u", "answered", ", \"replyToId\": \"1\"") + "]";
        transfer.run("answered.transcript", answered);
        transfer.into()
                .with(ImportOptions.NONE.withRole("b", Role.TOOL))
                .run(transfer.file("asked.transcript", answered.replace("\"answered\"", "\"asked\"")));

        assertThat(transfer.messages("told")).extracting(Message::role).containsExactly(Role.ASSISTANT, Role.USER);
        assertThat(transfer.messages("answered")).extracting(Message::role).containsExactly(Role.USER, Role.ASSISTANT);
        assertThat(transfer.messages("asked")).extracting(Message::role).containsExactly(Role.USER, Role.TOOL);
    }

    @Test
    void allCardsOfAnActivityAreKept() throws IOException {
        transfer.run("t.transcript", """
                [{"type": "message", "id": "1", "from": {"id": "b"}, "conversation": {"id": "c"}, "attachments": [
                  {"contentType": "application/vnd.microsoft.card.hero", "content": {"title": "one"}},
                  {"contentType": "application/vnd.microsoft.card.hero", "content": {"title": "two"}},
                  {"contentType": "image/png", "contentUrl": "https://x/a.png", "thumbnailUrl": "https://x/t.png"},
                  {"contentType": "image/png", "contentUrl": "data:image/png;base64,AA=="}]},
                 {"type": "message", "id": "2", "from": {"id": "b"}, "conversation": {"id": "c"}, "attachments": [
                  {"contentType": "image/png", "contentUrl": "https://x/a.png", "name": "a.png"}]}]""");

        Message first = transfer.messages("c").get(0);
        assertThat(first.attachments()).hasSize(1);
        assertThat(first.metadata().get("attachments"))
                .isInstanceOfSatisfying(
                        List.class, cards -> assertThat(cards.size()).isEqualTo(4));
        assertThat(transfer.messages("c").get(1).metadata()).doesNotContainKey("attachments");
    }

    @Test
    void aBrokenActivityIsSkippedOnceAndOneWithoutAConversationHasNone() throws IOException {
        ImportReport report = transfer.run("t.transcript", """
                [{"type": "message", "id": "1", "from": {"id": "u"}, "conversation": {"id": "c"}, "text": "one"},
                 {"type": "message", "id": "2", "id": "2", "from": {"id": "u"}, "conversation": {"id": "c"}},
                 {"type": "message", "id": "3", "from": {"id": "u"}, "text": "x"},
                 {"type": "message", "id": "4", "from": {"id": "u"}, "conversation": {"id": "d"}, "text": "two"},
                 {"type": "message", "id": "5", "from": {"id": "u"}, "conversation": {"id": "c"}, "text": "three"}]""");

        assertThat(report).satisfies(Transfer.counts(2, 3, 0, 2));
        assertThat(transfer.texts("c")).containsExactly("one", "three");
        assertThat(transfer.run(
                        "r.json", "{\"sender_id\": null, \"events\": [{\"event\": \"user\", \"text\": \"x\"}]}"))
                .satisfies(Transfer.counts(0, 0, 0, 1));
    }

    @Test
    void whatLangChainDumpsIsNamedByItsClass() throws IOException {
        String message = "{\"lc\": 1, \"type\": \"constructor\", \"id\": [\"langchain\", \"schema\", \"%s\"],"
                + " \"kwargs\": {\"content\": \"%s\"}}";
        ImportReport report = transfer.run(
                "dump.json",
                "[" + message.formatted("HumanMessage", "q") + "," + message.formatted("AIMessageChunk", "a") + ","
                        + message.formatted("RemoveMessage", "") + "]");

        assertThat(report).satisfies(Transfer.counts(1, 2, 0, 0));
        assertThat(transfer.messages(onlyConversation()))
                .extracting(Message::role)
                .containsExactly(Role.USER, Role.ASSISTANT);
    }

    @Test
    void rowNumbersOfSetsAreNoIdsOfConversations() throws IOException {
        String record = "[{\"id\": 0, \"conversations\": [{\"from\": \"human\", \"value\": \"%s\"}]}]";
        transfer.run("train.json", record.formatted("one"));
        transfer.run("test.json", record.formatted("two"));
        transfer.run("alpaca.json", "[{\"id\": 0, \"instruction\": \"q\", \"output\": \"a\"}]");

        assertThat(transfer.conversations()).hasSize(3);
        assertThat(transfer.conversations())
                .allSatisfy(found -> assertThat(found.profile().metadata()).containsKey("id"));
    }

    @Test
    void theEventsOfRasaKeepTheirOrder() throws IOException {
        ImportReport report = transfer.run("tracker.json", """
                {"sender_id": "s", "slots": {}, "events": [
                  {"event": "action", "name": "action_listen", "timestamp": 3.0},
                  {"event": "user", "timestamp": 2.5, "text": "/greet", "parse_data": {"text": "good morning"}},
                  {"event": "action", "name": "utter_greet", "timestamp": 2.0},
                  {"event": "bot", "timestamp": 1.5, "text": "Hi", "data": {"buttons": []}}]}""");

        assertThat(report).satisfies(Transfer.counts(1, 2, 0, 0));
        assertThat(report.passedOver())
                .isEqualTo(Map.of("event that is no message", 1L, "action that answers, without its text", 1L));
        assertThat(transfer.texts("s")).containsExactly("good morning", "Hi");
        assertThat(transfer.messages("s").get(0).metadata()).containsEntry("text", "/greet");
        assertThat(transfer.messages("s").get(0).said()).isEqualTo(Instant.ofEpochMilli(2_500));
    }

    @Test
    void langChainHasThreeForms() throws IOException {
        String nested = """
                [{"type": "human", "data": {"content": "hi", "name": "ann", "id": "h1"}},
                 {"type": "ai", "data": {"content": "", "tool_calls": [{"name": "w", "id": "c1"}]}},
                 {"type": "tool", "data": {"content": [{"type": "text", "text": "18C"}], "tool_call_id": "c1"}},
                 {"type": "remove", "data": {"content": "", "id": "h1"}}]""";
        String flat = "[{\"type\": \"human\", \"content\": \"hi\"}, {\"type\": \"ai\", \"content\": \"hello\"}]";
        String dumped = "[{\"lc\": 1, \"type\": \"constructor\", \"id\": [\"langchain\", \"HumanMessage\"],"
                + " \"kwargs\": {\"content\": \"hi\", \"type\": \"human\"}}]";

        assertThat(transfer.run("nested.json", nested)).satisfies(Transfer.counts(1, 3, 0, 0));
        assertThat(transfer.run("flat.json", flat)).satisfies(Transfer.counts(1, 2, 0, 0));
        assertThat(transfer.run("dumped.json", dumped)).satisfies(Transfer.counts(1, 1, 0, 0));

        assertThat(transfer.messages("nested"))
                .extracting(Message::role)
                .containsExactly(Role.USER, Role.ASSISTANT, Role.TOOL);
        assertThat(transfer.messages("nested").get(1).metadata()).containsKey("tool_calls");
        assertThat(transfer.texts("nested")).containsExactly("hi", "", "18C");
        assertThat(transfer.texts("dumped")).containsExactly("hi");
    }

    @Test
    void langChain4jHasPartsAndToolResults() throws IOException {
        ImportReport report = transfer.run("memory.json", """
                [{"text": "Be kind.", "type": "SYSTEM"},
                 {"name": "Klaus", "contents": [{"text": "hello", "type": "TEXT"}], "type": "USER"},
                 {"text": "x", "toolExecutionRequests": [{"id": "1", "name": "w", "arguments": "{}"}], "type": "AI"},
                 {"id": "1", "toolName": "w", "text": "sunny", "type": "TOOL_EXECUTION_RESULT"}]""");

        assertThat(report).satisfies(Transfer.counts(1, 4, 0, 0));
        assertThat(transfer.messages("memory"))
                .extracting(Message::role)
                .containsExactly(Role.SYSTEM, Role.USER, Role.ASSISTANT, Role.TOOL);
        assertThat(transfer.messages("memory")).extracting(Message::author).containsExactly(null, "Klaus", null, "w");
    }

    @Test
    void theConversationsOfShareGptAreNamedByWhatTheySay() throws IOException {
        String one = """
                {"conversations": [{"from": "human", "value": "q"}, {"from": "function_call", "value": "{}"},
                 {"from": "observation", "value": "18C"}, {"from": "gpt", "value": "a"}], "system": "Be kind."}""".replace("\n", "");
        ImportReport report = transfer.run("a.jsonl", one + "\n" + one);

        assertThat(report).satisfies(Transfer.counts(2, 8, 0, 0));
        assertThat(transfer.run("b.json", "[" + one + "]")).satisfies(Transfer.counts(1, 0, 4, 0));
        String id = transfer.conversations().get(0).id().value();
        assertThat(transfer.messages(id))
                .extracting(Message::role)
                .containsExactly(Role.USER, Role.ASSISTANT, Role.TOOL, Role.ASSISTANT);
        assertThat(transfer.profile(id).systemPrompt()).isEqualTo("Be kind.");
    }

    @Test
    void alpacaHasTwoMessagesAndTheTurnsBeforeThem() throws IOException {
        ImportReport report = transfer.run("alpaca.json", """
                [{"instruction": "Add", "input": "1, 2", "output": "3", "history": [["q", "a"]]}]""");

        assertThat(report).satisfies(Transfer.counts(1, 4, 0, 0));
        assertThat(transfer.texts(onlyConversation())).isEqualTo(List.of("q", "a", "Add\n1, 2", "3"));
    }

    @Test
    void aListOfChatCompletionsIsReadAsLinesAre() throws IOException {
        ImportReport report = transfer.run("list.json", """
                [{"id": "x", "messages": [{"role": "user", "content": "q"}]},
                 {"id": "y", "messages": [{"role": "user", "content": "r"}]}]""");

        assertThat(report).satisfies(Transfer.counts(2, 2, 0, 0));
        assertThat(transfer.texts("y")).containsExactly("r");
    }
}
