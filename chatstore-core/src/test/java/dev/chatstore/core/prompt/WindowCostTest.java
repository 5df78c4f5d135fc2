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
                .containsExactly("find", "PathTo 21 of 21", "RepliesTo 1 of 16");
    }

    @Test
    void oneMoreCallForASystemMessage() {
        dialog.append(NewMessage.system("s")).turns(1, 500);

        assertThat(dialog.reads(ContextWindow.ofMessages(20)))
                .containsExactly("find", "PathTo 21 of 21", "RepliesTo 1 of 16", "RepliesTo 1 of 16");
    }

    @Test
    void severalBeginningsWithoutASystemMessageCostNoMore() {
        dialog.append(NewMessage.user("question"), NewMessage.assistant("old"))
                .append(NewMessage.user("edited question").withParent(0))
                .turns(1, 2_000);

        assertThat(dialog.reads(ContextWindow.ofMessages(20)))
                .containsExactly("find", "PathTo 21 of 21", "RepliesTo 2 of 16");
    }

    @Test
    void aBeginningAfterWhatIsReadCostsNoMore() {
        dialog.append(NewMessage.system("s")).turns(1, 100);
        dialog.append(
                NewMessage.system("later").withParent(0),
                NewMessage.user("next").withParent(201));

        assertThat(dialog.shown(ContextWindow.ofMessages(20))).startsWith("s").endsWith("next");
        assertThat(dialog.reads(ContextWindow.ofMessages(20)))
                .containsExactly("find", "PathTo 21 of 21", "RepliesTo 2 of 16", "RepliesTo 1 of 16");
    }

    @Test
    void whichOfSeveralBeginningsIsThePathsIsLookedForInTenThousandMessages() {
        dialog.append(NewMessage.system("old"), NewMessage.system("new").withParent(0))
                .append(turns(9_960));
        assertThat(dialog.shown(ContextWindow.ofMessages(2))).containsExactly("new", "q", "a");

        dialog.append(turns(60));

        assertThat(dialog.shown(ContextWindow.ofMessages(2))).containsExactly("q", "a");
        assertThat(dialog.reads(ContextWindow.ofMessages(2)))
                .hasSize(13)
                .startsWith("find", "PathTo 3 of 3", "RepliesTo 2 of 16", "PathTo 1000 of 1000");
    }

    private static NewMessage[] turns(int messages) {
        NewMessage[] turns = new NewMessage[messages];
        for (int i = 0; i < messages; i++) {
            turns[i] = i % 2 == 0 ? NewMessage.user("q") : NewMessage.assistant("a");
        }
        return turns;
    }

    @Test
    void pagesOfLongTextsAreShort() {
        dialog.append(NewMessage.user("go"));
        for (int i = 0; i < 200; i++) {
            dialog.append(NewMessage.assistant("x".repeat(200_000)));
        }

        assertThat(dialog.shown(ContextWindow.ofTokens(50_000))).hasSize(2).startsWith("go");
        assertThat(dialog.reads(ContextWindow.ofTokens(50_000)))
                .containsExactly(
                        "find",
                        "PathTo 64 of 64",
                        "RepliesTo 1 of 16",
                        "PathTo 40 of 40",
                        "PathTo 40 of 40",
                        "PathTo 40 of 40",
                        "PathTo 17 of 40");
    }

    @Test
    void aWindowOfTokensReadsAsManyMoreAsTheTokensSuggest() {
        dialog.turns(1, 500);

        assertThat(dialog.reads(ContextWindow.ofTokens(5_000)))
                .containsExactly("find", "PathTo 64 of 64", "RepliesTo 1 of 16", "PathTo 437 of 437");
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
                .containsExactly("find", "PathTo 64 of 64", "RepliesTo 1 of 16", "PathTo 64 of 64", "PathTo 93 of 128");
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

        // The oldest turn may have begun before what is read.
        assertThat(Dialog.texts(prompt)).hasSize(62).startsWith("q470").endsWith("a500");
        assertThat(prompt.complete()).isFalse();
    }
}
