package dev.chatstore.core.prompt;

import static dev.chatstore.core.prompt.Dialog.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ForwardingChatStore;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Slice;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WindowCostTest {
    private final Dialog dialog = new Dialog();

    @AfterEach
    void close() {
        dialog.close();
    }

    @Test
    void aConversationThatFitsIsReadInTwoCalls() {
        assertThat(dialog.reads(ContextWindow.ofMessages(20))).containsExactly("find");

        dialog.append(NewMessage.system("s")).turns(1, 5);

        assertThat(dialog.reads(ContextWindow.ofMessages(20))).containsExactly("find", "PathTo 11 of 21");
        assertThat(dialog.reads(ContextWindow.ofTokens(1_000))).containsExactly("find", "PathTo 11 of 64");
    }

    @Test
    void aWindowOfMessagesOfALongConversationIsReadInThreeCallsAndOneMoreForEachSystemMessage() {
        dialog.turns(1, 500);
        assertThat(dialog.reads(ContextWindow.ofMessages(20)))
                .containsExactly("find", "PathTo 21 of 21", "RepliesTo 1 of 2");
    }

    @Test
    void oneMoreCallForASystemMessage() {
        dialog.append(NewMessage.system("s")).turns(1, 500);

        assertThat(dialog.reads(ContextWindow.ofMessages(20)))
                .containsExactly("find", "PathTo 21 of 21", "RepliesTo 1 of 2", "RepliesTo 1 of 2");
    }

    @Test
    void aWindowOfTokensReadsAsManyMoreAsTheTokensSuggest() {
        dialog.turns(1, 500);

        assertThat(dialog.reads(ContextWindow.ofTokens(5_000)))
                .containsExactly("find", "PathTo 64 of 64", "RepliesTo 1 of 2", "PathTo 437 of 437");
    }

    @Test
    void aNewestTurnThatDoesNotFitIsReadToItsQuestion() {
        dialog.turns(1, 10).append(NewMessage.user("go").withTokens(10));
        for (int i = 0; i < 100; i++) {
            dialog.append(Dialog.call("" + i), Dialog.result("" + i));
        }

        assertThat(dialog.shown(ContextWindow.ofTokens(100)))
                .startsWith("go", "call 96", "result 96")
                .hasSize(9);
        assertThat(dialog.reads(ContextWindow.ofTokens(100)))
                .containsExactly("find", "PathTo 64 of 64", "RepliesTo 1 of 2", "PathTo 64 of 64", "PathTo 93 of 128");
    }

    @Test
    void nothingOfASuccessorIsMixedIn() {
        dialog.turns(1, 500);
        ChatStore deleting = new ForwardingChatStore(dialog.chats()) {
            @Override
            protected ChatStore decorate(ChatStore other) {
                return this;
            }

            @Override
            public List<Message> history(ConversationId id, Slice slice) {
                List<Message> page = super.history(id, slice);
                if (slice.limit() == 64) {
                    delegate().delete(ID);
                    delegate().open(ID, Profile.EMPTY);
                    dialog.append(NewMessage.system("new")).turns(1, 600);
                }
                return page;
            }
        };

        Prompt prompt = ContextWindow.ofTokens(5_000).read(deleting, ID);

        assertThat(Dialog.texts(prompt)).hasSize(64).startsWith("q469").endsWith("a500");
    }
}
