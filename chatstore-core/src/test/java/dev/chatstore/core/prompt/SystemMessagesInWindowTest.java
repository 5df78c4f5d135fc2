package dev.chatstore.core.prompt;

import static dev.chatstore.core.prompt.Dialog.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SystemMessagesInWindowTest {
    private final Dialog dialog = new Dialog();

    @AfterEach
    void close() {
        dialog.close();
    }

    @Test
    void thoseAtTheStartAreKeptAndCountInAWindowOfTokensOnly() {
        dialog.append(
                        NewMessage.system("s1").withTokens(5),
                        NewMessage.system("s2").withTokens(5))
                .turns(1, 100);

        assertThat(dialog.shown(ContextWindow.ofMessages(2))).containsExactly("s1", "s2", "q100", "a100");
        assertThat(dialog.shown(ContextWindow.ofTokens(49))).containsExactly("s1", "s2", "q100", "a100");
        assertThat(dialog.shown(ContextWindow.ofTokens(50))).containsExactly("s1", "s2", "q99", "a99", "q100", "a100");
    }

    @Test
    void thoseAtTheStartAreShownOnceIfEverythingFits() {
        dialog.append(NewMessage.system("s1")).turns(1, 2);

        assertThat(dialog.shown(ContextWindow.ofMessages(4))).containsExactly("s1", "q1", "a1", "q2", "a2");
        assertThat(ContextWindow.ofMessages(4).read(dialog.chats(), ID).complete())
                .isTrue();
    }

    @Test
    void theSystemPromptCountsInAWindowOfTokens() {
        dialog.chats().open(ID, Profile.EMPTY.withSystemPrompt("x".repeat(48)));
        dialog.turns(1, 3);

        Prompt prompt = ContextWindow.ofTokens(60).read(dialog.chats(), ID);

        assertThat(Dialog.texts(prompt)).containsExactly("q2", "a2", "q3", "a3");
        assertThat(prompt.tokens()).isEqualTo(60);
        assertThat(prompt.systemPrompt()).hasSize(48);
    }

    @Test
    void aSystemPromptLargerThanTheWindowLeavesTheNewestMessageAndItsQuestion() {
        dialog.chats().open(ID, Profile.EMPTY.withSystemPrompt("x".repeat(3_000)));
        dialog.turns(1, 3);

        Prompt prompt = ContextWindow.ofTokens(60).read(dialog.chats(), ID);

        assertThat(Dialog.texts(prompt)).containsExactly("q3", "a3");
        assertThat(prompt.tokens()).isEqualTo(1_024);
    }

    @Test
    void aConversationOfNothingElseIsShownWhole() {
        dialog.append(NewMessage.system("s1"), NewMessage.system("s2"));

        assertThat(dialog.shown(ContextWindow.ofMessages(1))).containsExactly("s1", "s2");
    }

    @Test
    void thoseOfTheNewestPathAreShownWhereAConversationBeginsInSeveralWays() {
        dialog.append(NewMessage.system("old"), NewMessage.user("x"))
                .append(NewMessage.system("new").withParent(0))
                .turns(1, 100);

        assertThat(dialog.shown(ContextWindow.ofMessages(2))).containsExactly("new", "q100", "a100");
        assertThat(dialog.shown(ContextWindow.ofMessages(1_000)))
                .startsWith("new", "q1")
                .hasSize(201);
    }

    @Test
    void aRedactedOneIsNotShown() {
        dialog.append(NewMessage.system("s1")).turns(1, 100);
        dialog.chats().redact(ID, 1);

        assertThat(dialog.shown(ContextWindow.ofMessages(2))).containsExactly("q100", "a100");
        assertThat(ContextWindow.ofMessages(1_000).read(dialog.chats(), ID).leftOut())
                .containsExactly(1L);
    }
}
