package dev.chatstore.examples.modelbot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Role;
import dev.chatstore.api.Slice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssistantTest {
    private static final ConversationId ID = ConversationId.of("terminal");
    private static final String CALLS = """
            {"role": "assistant", "content": null, "refusal": null, "annotations": [], "tool_calls": [
            {"id": "call_1", "type": "function", "function": {"name": "ferry_seats", "arguments": "{}"}},
            {"id": "call_2", "type": "function", "function": {"name": "ferry_seats", "arguments": "{}"}}]}""";

    private StrictModelServer server;
    private ChatStorage storage;
    private Assistant assistant;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        server = new StrictModelServer();
        storage = ChatStorage.open("sqlite:" + folder.resolve("bot.db"));
        storage.chats().open(ID, Profile.EMPTY.withSystemPrompt("Be brief."));
        assistant = new Assistant(storage.chats(), ID, new HttpModel(server.url(), "m", "none"));
    }

    @AfterEach
    void close() {
        storage.close();
        server.close();
    }

    @Test
    void aQuestionIsAnsweredWithTheToolAndEverythingIsStored() {
        server.answer(CALLS);
        server.answer("{\"role\": \"assistant\", \"content\": \"14 seats.\"}");

        assertThat(assistant.answer("Any seats?")).isEqualTo("14 seats.");

        assertThat(server.requests().get(1))
                .containsExactly(
                        "system: Be brief.",
                        "user: Any seats?",
                        "assistant: null",
                        "tool: {\"free\": 14}",
                        "tool: {\"free\": 14}");
        assertThat(storage.chats().history(ID, Slice.oldest(10)))
                .extracting(Message::role)
                .containsExactly(Role.USER, Role.ASSISTANT, Role.TOOL, Role.TOOL, Role.ASSISTANT);
    }

    @Test
    void aCallThatACrashLeftWithoutResultsIsNotShown() {
        NewMessage call = NewMessage.assistant("").withMetadata(Map.of("tool_calls", List.of(Map.of("id", "call_1"))));
        storage.chats().append(ID, NewMessage.user("Any seats?"), call);
        server.answer("{\"role\": \"assistant\", \"content\": \"Hello.\"}");

        assertThat(assistant.answer("Hello?")).isEqualTo("Hello.");

        assertThat(server.requests().get(0)).containsExactly("system: Be brief.", "user: Any seats?", "user: Hello?");
    }
}
