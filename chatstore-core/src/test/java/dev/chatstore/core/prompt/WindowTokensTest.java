package dev.chatstore.core.prompt;

import static dev.chatstore.core.prompt.Dialog.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WindowTokensTest {
    private final Dialog dialog = new Dialog();

    @AfterEach
    void close() {
        dialog.close();
    }

    private long tokens() {
        return ContextWindow.ofMessages(100).read(dialog.chats(), ID).tokens();
    }

    @Test
    void storedCountsAreTakenAsTheyAre() {
        dialog.append(
                NewMessage.user("a long text that would be estimated higher").withTokens(1));

        assertThat(tokens()).isEqualTo(1);
    }

    @Test
    void aMessageWithoutACountIsEstimatedWithItsAuthorAndItsCalls() {
        dialog.append(NewMessage.user("1234567"));
        assertThat(tokens()).isEqualTo(4 + 3);

        dialog.append(NewMessage.user("寿司").withAuthor("Kari"));
        assertThat(tokens()).isEqualTo(7 + 4 + 2 + 2);

        dialog.append(Dialog.call("1").withTokens(0), Dialog.result("1").withTokens(1));
        assertThat(tokens()).isGreaterThan(15 + 4 + 2 + 20);
    }

    @Test
    void messagesWithoutCountsDoNotFillAWindowForFree() {
        for (int i = 0; i < 100; i++) {
            dialog.append(NewMessage.user("q"), NewMessage.assistant(""));
        }

        assertThat(dialog.shown(ContextWindow.ofTokens(90))).hasSize(20);
    }

    @Test
    void theLongestEndOfWholeTurnsThatFitsIsShown() {
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            NewMessage message = random.nextInt(3) == 0 ? NewMessage.user("q" + i) : NewMessage.assistant("a" + i);
            dialog.append(message.withTokens(1 + random.nextInt(90)));
        }
        dialog.append(NewMessage.user("last").withTokens(10));
        List<Message> all = dialog.chats().recent(ID, 301);

        for (long tokens = 10; tokens < 16_000; tokens += 97) {
            assertThat(ContextWindow.ofTokens(tokens).read(dialog.chats(), ID).messages())
                    .isEqualTo(longestEnd(all, tokens));
        }
    }

    private static List<Message> longestEnd(List<Message> all, long tokens) {
        int from = 0;
        while (sum(all.subList(from, all.size())) > tokens
                || (from > 0 && all.get(from).role() != Role.USER)) {
            from++;
        }
        return all.subList(from, all.size());
    }

    private static long sum(List<Message> messages) {
        return messages.stream().mapToLong(Message::tokens).sum();
    }

    @Test
    void aCounterReplacesStoredCountsAndIsAskedForEveryText() {
        dialog.chats().open(ID, Profile.EMPTY.withSystemPrompt("prompt"));
        dialog.append(NewMessage.user("hello").withAuthor("Kari").withTokens(1_000_000), NewMessage.assistant(""));
        List<String> counted = new ArrayList<>();

        Prompt prompt = ContextWindow.ofTokens(40)
                .countedBy(text -> {
                    counted.add(text);
                    return text.length();
                })
                .read(dialog.chats(), ID);

        assertThat(prompt.tokens()).isEqualTo(4 + 6 + 4 + 5 + 4 + 4);
        assertThat(counted).contains("prompt", "hello", "Kari").doesNotContain("");
    }

    @Test
    void aCounterIsAskedOnceForEachText() {
        dialog.append(NewMessage.system("s")).append(NewMessage.user("go"));
        for (int i = 0; i < 20; i++) {
            dialog.append(Dialog.call("" + i), Dialog.result("" + i));
        }
        List<String> counted = new ArrayList<>();

        Prompt prompt = ContextWindow.ofTokens(300)
                .countedBy(text -> {
                    counted.add(text);
                    return 10;
                })
                .read(dialog.chats(), ID);

        assertThat(Dialog.texts(prompt)).startsWith("s", "go", "call 13").hasSize(16);
        assertThat(counted)
                .contains("s", "go", "call 19")
                .doesNotContain("call 0")
                .doesNotHaveDuplicates();
    }

    @Test
    void aCounterThatReturnsNonsenseIsRefused() {
        dialog.append(NewMessage.user("hello"));

        for (long nonsense : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            ContextWindow window = ContextWindow.ofTokens(40).countedBy(text -> nonsense);
            assertThatThrownBy(() -> window.read(dialog.chats(), ID))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("counter must return a number from 0 to 1000000000, and did not");
        }
    }
}
