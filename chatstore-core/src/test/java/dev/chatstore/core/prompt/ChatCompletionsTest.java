package dev.chatstore.core.prompt;

import static dev.chatstore.core.prompt.Dialog.ID;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.Attachment;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Role;
import dev.chatstore.api.Slice;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatCompletionsTest {
    private final Dialog dialog = new Dialog();

    @AfterEach
    void close() {
        dialog.close();
    }

    /** Stores messages, and returns them as a request has them. */
    private List<Map<String, @Nullable Object>> requested(NewMessage... messages) {
        dialog.append(messages);
        List<Message> all = dialog.chats().history(ID, Slice.oldest(100));
        return ChatCompletions.messages(all.subList(all.size() - messages.length, all.size()));
    }

    private static Map<String, @Nullable Object> map(@Nullable Object... keysAndValues) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
        }
        return map;
    }

    private static final Map<String, Object> CALL =
            Map.of("id", "call_1", "type", "function", "function", Map.of("name", "f", "arguments", "{\"n\":1}"));

    @Test
    void rolesTextsAndNamesAreThoseOfTheApi() {
        assertThat(requested(
                        NewMessage.system("Be kind."),
                        NewMessage.user("Hi").withAuthor("Kari_1"),
                        NewMessage.assistant("Hello")))
                .containsExactly(
                        Map.of("role", "system", "content", "Be kind."),
                        Map.of("role", "user", "name", "Kari_1", "content", "Hi"),
                        Map.of("role", "assistant", "content", "Hello"));
    }

    @Test
    void callsAndResultsAreThoseOfTheApi() {
        assertThat(requested(
                        NewMessage.assistant("").withMetadata(Map.of("tool_calls", List.of(CALL))),
                        NewMessage.tool("42").withMetadata(Map.of("tool_call_id", "call_1")),
                        NewMessage.assistant("Let me see.").withMetadata(Map.of("tool_calls", List.of(CALL)))))
                .containsExactly(
                        map("role", "assistant", "content", null, "tool_calls", List.of(CALL)),
                        map("role", "tool", "content", "42", "tool_call_id", "call_1"),
                        map("role", "assistant", "content", "Let me see.", "tool_calls", List.of(CALL)));
    }

    @Test
    void theResultOfAToolHasNoNameUnlessTheCallHasNoId() {
        assertThat(requested(
                        NewMessage.tool("42").withAuthor("f").withMetadata(Map.of("tool_call_id", "call_1")),
                        NewMessage.tool("42").withAuthor("find seats")))
                .containsExactly(
                        Map.of("role", "tool", "content", "42", "tool_call_id", "call_1"),
                        Map.of("role", "function", "name", "find seats", "content", "42"));
    }

    @Test
    void whatTheApiDoesNotHaveForARoleIsLeftOut() {
        assertThat(requested(
                        NewMessage.user("x")
                                .withMetadata(Map.of("lang", "en", "tool_calls", List.of(CALL), "tool_call_id", "1"))
                                .withAttachments(new Attachment("https://example.org/a.png", "image/png", 1, null))
                                .withId("id-1")
                                .withTokens(3),
                        NewMessage.assistant("y").withMetadata(map("refusal", null, "annotations", List.of()))))
                .containsExactly(Map.of("role", "user", "content", "x"), Map.of("role", "assistant", "content", "y"));
    }

    @Test
    void emptyPartsAreLeftOutSinceTheApiRefusesThem() {
        assertThat(requested(NewMessage.assistant("")
                        .withMetadata(
                                map("tool_calls", List.of(), "function_call", null, "refusal", "", "audio", Map.of()))))
                .containsExactly(Map.of("role", "assistant", "content", ""));
    }

    @Test
    void refusalsAndAudioAreSentAsTheApiTakesThem() {
        assertThat(requested(
                        NewMessage.assistant("").withMetadata(Map.of("refusal", "No.")),
                        NewMessage.assistant("")
                                .withMetadata(Map.of("audio", Map.of("id", "a1", "data", "UklG", "transcript", "Hi")))))
                .containsExactly(
                        map("role", "assistant", "content", null, "refusal", "No."),
                        map("role", "assistant", "content", null, "audio", Map.of("id", "a1")));
    }

    @Test
    void aNameThatTheApiRefusesIsWrittenInOneThatItAccepts() {
        List<String> authors = List.of(
                "Ayşe", "Kari Nordmann", "Анна", "Иван", "a".repeat(64), "a".repeat(65), "b".repeat(200), "x.y", "x:y");

        List<String> names = requested(authors.stream()
                        .map(author -> NewMessage.user("x").withAuthor(author))
                        .toArray(NewMessage[]::new))
                .stream()
                .map(message -> String.valueOf(message.get("name")))
                .toList();

        assertThat(names)
                .allMatch(name -> name.matches("^[a-zA-Z0-9_-]{1,64}$"))
                .doesNotHaveDuplicates();
        assertThat(names.get(0)).matches("Ayse-[0-9a-f]{8}");
        assertThat(names.get(1)).matches("Kari_Nordmann-[0-9a-f]{8}");
        assertThat(names.get(4)).isEqualTo("a".repeat(64));
        assertThat(requested(NewMessage.user("x").withAuthor("Ayşe")).get(0)).containsEntry("name", names.get(0));
    }

    @Test
    void nobodyTakesTheNameThatAnotherIsWrittenIn() {
        String name = String.valueOf(
                requested(NewMessage.user("x").withAuthor("José")).get(0).get("name"));

        assertThat(name).matches("Jose-[0-9a-f]{8}");
        assertThat(requested(NewMessage.user("x").withAuthor(name)).get(0).get("name"))
                .isNotEqualTo(name)
                .asString()
                .matches(name + "-[0-9a-f]{8}");
    }

    @Test
    void aPromptBeginsWithItsSystemPrompt() {
        dialog.append(NewMessage.user("x"));
        List<Message> messages = dialog.chats().recent(ID, 1);

        assertThat(ChatCompletions.messages(new Prompt("Be kind.", messages, 0, true, List.of())))
                .containsExactly(
                        Map.of("role", "system", "content", "Be kind."), Map.of("role", "user", "content", "x"));
        assertThat(ChatCompletions.messages(new Prompt(null, messages, 0, true, List.of())))
                .containsExactly(Map.of("role", "user", "content", "x"));
        assertThat(ChatCompletions.messages(Prompt.EMPTY)).isEmpty();
    }

    @Test
    void whatTheApiSentIsSentBackAsItWas() {
        List<Map<String, @Nullable Object>> messages = List.of(
                map("role", "developer", "content", "Be kind."),
                map(
                        "role",
                        "user",
                        "content",
                        List.of(
                                Map.of("type", "text", "text", "What is this?"),
                                Map.of("type", "image_url", "image_url", Map.of("url", "https://example.org/a.png")))),
                map("role", "assistant", "content", null, "tool_calls", List.of(CALL)),
                map("role", "tool", "content", "[]", "tool_call_id", "call_1"),
                map("role", "assistant", "content", null, "function_call", Map.of("name", "f", "arguments", "{}")),
                map("role", "function", "name", "f.g", "content", "{}"),
                map("role", "assistant", "content", "A cat."));

        List<NewMessage> stored = ChatCompletions.newMessages(messages);

        assertThat(requested(stored.toArray(NewMessage[]::new))).isEqualTo(messages);
        assertThat(stored.get(0).role()).isEqualTo(Role.SYSTEM);
        assertThat(stored.get(1).text()).isEqualTo("What is this?");
        assertThat(stored.get(2).text()).isEmpty();
        assertThat(stored.get(5).author()).isEqualTo("f.g");
    }

    @Test
    void anEditReplacesAContentOfParts() {
        dialog.append(ChatCompletions.newMessage(
                Map.of("role", "user", "content", List.of(Map.of("type", "text", "text", "old")))));
        dialog.chats().edit(ID, 1, MessageEdit.of("new"));

        assertThat(ChatCompletions.messages(dialog.chats().recent(ID, 1)))
                .containsExactly(Map.of("role", "user", "content", "new"));
    }

    @Test
    void aMissingContentIsNullForCallsAndEmptyElsewhere() {
        assertThat(requested(ChatCompletions.newMessages(List.of(
                                Map.of("role", "assistant", "tool_calls", List.of(CALL)),
                                map("role", "user", "content", null)))
                        .toArray(NewMessage[]::new)))
                .containsExactly(
                        map("role", "assistant", "content", null, "tool_calls", List.of(CALL)),
                        map("role", "user", "content", ""));
    }

    @Test
    void otherKeysBecomeMetadataUnderTheirOwnNames() {
        NewMessage message = ChatCompletions.newMessage(Map.of(
                "role", "user", "content", "x", "lang", "en", "metadata", Map.of("role", "admin", "city", "Oslo")));

        assertThat(message.metadata()).containsOnly(entry("lang", "en"), entry("role", "admin"), entry("city", "Oslo"));
    }

    @Test
    void anObjectOfMetadataIsKeptWholeIfAKeyOfItIsTaken() {
        Map<String, Object> nested = Map.of("lang", "no", "city", "Oslo");

        assertThat(ChatCompletions.newMessage(Map.of("role", "user", "content", "x", "lang", "en", "metadata", nested))
                        .metadata())
                .containsOnly(entry("lang", "en"), entry("metadata", nested));
        assertThat(ChatCompletions.newMessage(
                                Map.of("role", "user", "content", "x", "metadata", Map.of("tool_call_id", "1")))
                        .metadata())
                .containsOnly(entry("metadata", Map.of("tool_call_id", "1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chatstore.source", "chatstore.absent", "chatstore.parent"})
    void ourOwnKeysAreRefusedInBothPlaces(String key) {
        assertThatThrownBy(() -> ChatCompletions.newMessage(map("role", "user", "content", "x", key, 1L)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("message must not have the reserved key " + key);
        assertThatThrownBy(() ->
                        ChatCompletions.newMessage(map("role", "user", "content", "x", "metadata", Map.of(key, 1L))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("message.metadata must not have the reserved key " + key);
    }

    @Test
    void whatIsNoMessageOfTheApiIsRefused() {
        for (@Nullable Object role : Arrays.asList(null, "", "bot", "USER", 1)) {
            assertThatThrownBy(() -> ChatCompletions.newMessage(map("role", role, "content", "x")))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("message.role");
        }
        assertThatThrownBy(() -> ChatCompletions.newMessage(map("role", "user", "content", 1)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("message.content");
        assertThatThrownBy(() ->
                        ChatCompletions.newMessages(List.of(map("role", "user", "content", "x"), new HashMap<>())))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("messages[1]: message.role");
        assertThatThrownBy(() -> ChatCompletions.newMessage(null)).isInstanceOf(InvalidInputException.class);
    }
}
