package dev.chatstore.examples.modelbot;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.core.prompt.ChatCompletions;
import dev.chatstore.core.prompt.ContextWindow;
import dev.chatstore.core.prompt.Prompt;
import java.util.List;
import java.util.Map;

/**
 * The bot. Every message is durable before the next step, the calls of the tool and its results as well: after a crash the
 * next question continues from there.
 */
final class Assistant {
    private static final ContextWindow WINDOW = ContextWindow.ofTokens(6_000);
    private static final int MAX_CALLS = 5;

    private final ChatStore chats;
    private final ConversationId id;
    private final HttpModel model;

    Assistant(ChatStore chats, ConversationId id, HttpModel model) {
        this.chats = chats;
        this.id = id;
        this.model = model;
    }

    String answer(String question) {
        chats.append(id, NewMessage.user(question));
        NewMessage answer = next();
        for (int calls = 0; calls < MAX_CALLS && isCall(answer); calls++) {
            chats.append(id, FerrySeats.results(answer));
            answer = next();
        }
        return answer.text();
    }

    /** Shows the model what fits of the conversation, and stores what it says. */
    private NewMessage next() {
        Prompt prompt = WINDOW.read(chats, id);
        NewMessage answer = ChatCompletions.newMessage(model.complete(ChatCompletions.messages(prompt)));
        chats.append(id, answer);
        return answer;
    }

    private static boolean isCall(NewMessage answer) {
        return answer.metadata("tool_calls", List.class)
                .filter(calls -> !calls.isEmpty())
                .isPresent();
    }

    /** The tool that the bot has. */
    static final class FerrySeats {
        static final Map<String, Object> DEFINITION = Map.of(
                "type",
                "function",
                "function",
                Map.of(
                        "name",
                        "ferry_seats",
                        "description",
                        "Returns how many seats are free on tonight's ferry.",
                        "parameters",
                        Map.of("type", "object", "properties", Map.of())));

        private FerrySeats() {}

        /** Returns a result for each call of an answer. */
        static List<NewMessage> results(NewMessage answer) {
            List<?> calls = answer.metadata("tool_calls", List.class).orElseThrow();
            return calls.stream()
                    .map(call -> NewMessage.tool("{\"free\": 14}")
                            .withMetadata(Map.of("tool_call_id", ((Map<?, ?>) call).get("id"))))
                    .toList();
        }
    }
}
