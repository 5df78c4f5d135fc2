package dev.chatstore.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Role;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChatCompletionRoundTripTest {
    private Transfer transfer;
    private Path sample;

    @BeforeEach
    void open(@TempDir Path folder) throws URISyntaxException {
        transfer = new Transfer(folder);
        sample = Path.of(
                Objects.requireNonNull(getClass().getResource("dialogs.jsonl")).toURI());
    }

    @AfterEach
    void close() {
        transfer.close();
    }

    @Test
    void whatIsExportedEqualsTheSourceLineForLine() throws IOException {
        ImportReport report = transfer.into().chatCompletions(sample);

        assertThat(report).satisfies(Transfer.counts(4, 12, 0, 0));
        assertThat(transfer.exported()).containsExactlyInAnyOrderElementsOf(source(sample));
    }

    @Test
    void aSecondImportAddsNothingAndChangesNothing() throws IOException {
        transfer.into().chatCompletions(sample);
        List<JsonNode> before = transfer.exported();

        ImportReport again = transfer.into().chatCompletions(sample);

        assertThat(again).satisfies(Transfer.counts(4, 0, 12, 0));
        assertThat(transfer.exported()).isEqualTo(before);
    }

    @Test
    void anExportThatIsImportedElsewhereIsExportedTheSame(@TempDir Path elsewhere) throws IOException {
        transfer.into().chatCompletions(sample);
        List<JsonNode> first = transfer.exported();

        try (Transfer other = new Transfer(elsewhere)) {
            other.importLines(first.stream().map(JsonNode::toString).toArray(String[]::new));

            assertThat(other.exported()).containsExactlyInAnyOrderElementsOf(first);
        }
    }

    @Test
    void metadataIsReadNextToTheKeysOfTheApiAndInAnObjectOfItsOwn() throws IOException {
        transfer.importLines("""
                {"id":"a","messages":[{"role":"user","content":"x","lang":"en","stars":3}]}""", """
                {"id":"b","messages":[{"role":"user","content":"x","metadata":{"lang":"en","stars":3}}]}""", """
                {"id":"c","messages":[{"role":"user","content":"x","stars":3,"metadata":{"lang":"en"}}]}""", """
                {"id":"d","messages":[{"role":"user","content":"x","metadata":{"chatstore.source":{"role":"system"}}}]}""");

        for (String id : List.of("a", "b", "c")) {
            assertThat(transfer.messages(id).get(0).metadata()).isEqualTo(Map.of("lang", "en", "stars", 3L));
        }
        assertThat(transfer.messages("d")).isEmpty();
    }

    @Test
    void everyRealDialogComesBackAsItWas() throws IOException {
        Path dialogs = coffeeOrders();

        ImportReport report = transfer.into().chatCompletions(dialogs);

        List<JsonNode> source = source(dialogs);
        long messages =
                source.stream().mapToLong(line -> line.get("messages").size()).sum();
        assertThat(report).satisfies(Transfer.counts(source.size(), messages, 0, 0));
        assertThat(transfer.exported()).containsExactlyInAnyOrderElementsOf(source);
        assertThat(transfer.into().chatCompletions(dialogs)).satisfies(Transfer.counts(source.size(), 0, messages, 0));
    }

    @Test
    void aConversationsFieldsAreTakenFromItsLine() throws IOException {
        transfer.into().chatCompletions(sample);

        Conversation lunch = transfer.chats().find(ConversationId.of("lunch-1")).orElseThrow();
        assertThat(lunch.profile().title()).isEqualTo("A table for four");
        assertThat(lunch.profile().model()).isEqualTo("table-bot-2");
        assertThat(lunch.profile().metadata()).containsEntry("channel", "web");
        assertThat(lunch.lastSequence()).isEqualTo(5);
    }

    @Test
    void aMessagesFieldsAndToolCallsAreReadable() throws IOException {
        transfer.into().chatCompletions(sample);

        List<Message> messages = transfer.messages("lunch-1");
        assertThat(messages)
                .extracting(Message::role)
                .containsExactly(Role.SYSTEM, Role.USER, Role.ASSISTANT, Role.TOOL, Role.ASSISTANT);
        assertThat(messages.get(1).author()).isEqualTo("Ayşe");
        assertThat(messages.get(2).text()).isEmpty();
        assertThat(messages.get(2).metadata()).containsKey("tool_calls");
        assertThat(messages.get(3).metadata()).isEqualTo(Map.of("tool_call_id", "call_1"));
    }

    @Test
    void aLineWithoutIdIsTheSameConversationUnderAnotherNameAndAfterOtherLines() throws IOException {
        String line = "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        transfer.into().chatCompletions(transfer.file("a.jsonl", line + "\n" + line));

        ImportReport report = transfer.into()
                .chatCompletions(transfer.file("b.jsonl", line.replace("hi", "new") + "\n" + line + "\n" + line));

        assertThat(report).satisfies(Transfer.counts(3, 1, 2, 0));
        assertThat(transfer.conversations())
                .hasSize(3)
                .allMatch(conversation -> conversation.id().value().startsWith("import:"));
    }

    @Test
    void theTextOfAListIsThatOfItsParts() throws IOException {
        transfer.importLines("""
                {"id":"c","messages":[{"role":"user","content":[{"type":"text","text":"one"},{"type":"x"},"two"]}]}""");

        assertThat(transfer.texts("c")).containsExactly("one\ntwo");
    }

    @Test
    void numbersKeepAllTheirDigits() throws IOException {
        transfer.importLines("""
                {"id":"c","messages":[{"role":"user","content":"x","i":9007199254740993,
                "big":123456789012345678901234567890,"f":0.1000,"e":1E+400}]}""".replace("\n", ""));

        assertThat(transfer.messages("c").get(0).metadata())
                .containsEntry("i", 9007199254740993L)
                .containsEntry("big", new BigInteger("123456789012345678901234567890"))
                .containsEntry("f", new BigDecimal("0.1000"))
                .containsEntry("e", new BigDecimal("1E+400"));
    }

    private static List<JsonNode> source(Path file) throws IOException {
        return Transfer.nested(Transfer.trees(Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank())
                .toList()));
    }

    /** Returns the real dialogs where they stand beside the project, and dialogs made like them elsewhere. */
    private Path coffeeOrders() throws IOException {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path file = at.resolve("shared/data/coffee-orders.jsonl");
            if (Files.exists(file)) {
                return file;
            }
        }
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            lines.add("""
                    {"id": "dlg-%d", "title": "Order %d", "metadata": {"vertical": "Coffee"}, "messages": [
                    {"role": "user", "content": "a mocha please"},
                    {"role": "assistant", "content": null, "tool_calls": [{"id": "call_0", "type": "function",
                    "function": {"name": "get_menu_items", "arguments": "{\\"query\\": \\"Mocha\\"}"}}]},
                    {"role": "tool", "tool_call_id": "call_0", "content": "{\\"menu_items\\":[]}"},
                    {"role": "assistant", "content": "one mocha, coming up"}]}""".formatted(i, i).replace("\n", ""));
        }
        return transfer.file("coffee-orders.jsonl", String.join("\n", lines));
    }
}
