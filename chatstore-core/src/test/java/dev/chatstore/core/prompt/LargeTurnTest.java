package dev.chatstore.core.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is put together from the newest message back equals what is put together from the question on. */
class LargeTurnTest {
    @Test
    void theQuestionAndTheNewestStepsThatFitAreShown() {
        int cut = 0;
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            List<Message> turn = turn(random);
            int maxMessages = 1 + random.nextInt(20);
            long maxTokens = random.nextInt(300);

            LargeTurn large = new LargeTurn(maxMessages, maxTokens, new TokenCounts(null));
            for (int i = turn.size() - 1; i >= 0; i--) {
                large.add(turn.get(i));
            }
            List<Message> shown = large.shown();

            assertThat(shown).as("seed %s", seed).isEqualTo(expected(turn, maxMessages, maxTokens));
            assertThat(large.leftOut(shown))
                    .as("seed %s", seed)
                    .doesNotContainAnyElementsOf(
                            shown.stream().map(Message::sequence).toList());
            cut += shown.size() < turn.size() ? 1 : 0;
        }
        assertThat(cut).isGreaterThan(400);
    }

    private static List<Message> turn(Random random) {
        List<Message> turn = new ArrayList<>();
        turn.add(stored(NewMessage.system("note").withTokens(1 + random.nextInt(20)), 1));
        turn.add(stored(NewMessage.user("go").withTokens(1 + random.nextInt(20)), 2));
        int size = 3 + random.nextInt(40);
        for (int i = 3; i < size; i++) {
            String id = String.valueOf(random.nextInt(4));
            NewMessage message = switch (random.nextInt(5)) {
                case 0 -> NewMessage.assistant("text");
                case 1 -> Dialog.call(id, String.valueOf(random.nextInt(4)));
                case 2 -> Dialog.call(id);
                default -> Dialog.result(id);
            };
            turn.add(stored(message.withTokens(1 + random.nextInt(20)), i));
        }
        return turn;
    }

    private static Message stored(NewMessage message, long sequence) {
        return Message.appended(message, sequence, sequence, Instant.EPOCH);
    }

    private static List<Message> expected(List<Message> turn, int maxMessages, long maxTokens) {
        List<Message> shown = new ArrayList<>(turn.subList(0, 2));
        List<List<Message>> steps = completeSteps(turn.subList(2, turn.size()));
        int first = steps.size();
        int messages = shown.size();
        long tokens = tokens(shown);
        while (first > 0) {
            messages += steps.get(first - 1).size();
            tokens += tokens(steps.get(first - 1));
            if (first < steps.size() && (messages > maxMessages || tokens > maxTokens)) {
                break;
            }
            first--;
        }
        steps.subList(first, steps.size()).forEach(shown::addAll);
        return shown;
    }

    private static long tokens(List<Message> messages) {
        return messages.stream().mapToLong(Message::tokens).sum();
    }

    private static List<List<Message>> completeSteps(List<Message> messages) {
        List<List<Message>> steps = new ArrayList<>();
        List<List<CallId>> missing = new ArrayList<>();
        Map<CallId, Integer> calls = new HashMap<>();
        for (Message message : messages) {
            CallId result = message.role() == Role.TOOL ? CallId.ofResult(message) : null;
            if (result == null) {
                steps.add(new ArrayList<>(List.of(message)));
                missing.add(CallId.ofCalls(message));
                CallId.ofCalls(message).forEach(id -> calls.put(id, steps.size() - 1));
            } else if (calls.containsKey(result)
                    && missing.get(calls.get(result)).remove(result)) {
                steps.get(calls.get(result)).add(message);
            }
        }
        List<List<Message>> complete = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            if (missing.get(i).isEmpty()) {
                complete.add(steps.get(i));
            }
        }
        return complete;
    }
}
