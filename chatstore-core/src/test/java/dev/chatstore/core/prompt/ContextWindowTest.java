package dev.chatstore.core.prompt;

import static dev.chatstore.core.prompt.Dialog.ID;
import static dev.chatstore.core.prompt.Dialog.call;
import static dev.chatstore.core.prompt.Dialog.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.ForwardingChatStore;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Slice;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContextWindowTest {
    private final Dialog dialog = new Dialog();

    @AfterEach
    void close() {
        dialog.close();
    }

    @Test
    void aConversationThatDoesNotExistOrHasNoMessageIsEmpty() {
        assertThat(ContextWindow.ofTokens(100).read(dialog.chats(), ID)).isEqualTo(Prompt.EMPTY);

        dialog.chats().open(ID, Profile.EMPTY.withSystemPrompt("Be kind."));

        assertThat(ContextWindow.ofTokens(100).read(dialog.chats(), ID))
                .isEqualTo(new Prompt("Be kind.", List.of(), 7, true, List.of()));
    }

    @Test
    void theNewestTurnsThatFitAreShown() {
        dialog.turns(1, 5);

        assertThat(dialog.shown(ContextWindow.ofMessages(4))).containsExactly("q4", "a4", "q5", "a5");
        assertThat(dialog.shown(ContextWindow.ofTokens(40))).containsExactly("q4", "a4", "q5", "a5");
        assertThat(dialog.shown(ContextWindow.ofTokens(59))).containsExactly("q4", "a4", "q5", "a5");
        assertThat(dialog.shown(ContextWindow.ofTokens(60))).startsWith("q3", "a3", "q4");
    }

    @Test
    void aTurnIsShownWholeOrNotAtAll() {
        dialog.turns(1, 1)
                .append(NewMessage.user("q2"), NewMessage.assistant("a2"), NewMessage.assistant("more"))
                .turns(3, 3);

        assertThat(dialog.shown(ContextWindow.ofMessages(4))).containsExactly("q3", "a3");
        assertThat(dialog.shown(ContextWindow.ofMessages(5))).containsExactly("q2", "a2", "more", "q3", "a3");
        assertThat(dialog.shown(ContextWindow.ofMessages(6))).hasSize(5);
        assertThat(dialog.shown(ContextWindow.ofMessages(7))).hasSize(7);
    }

    @Test
    void aPromptTellsWhetherItIsTheWholePath() {
        dialog.turns(1, 3);

        assertThat(ContextWindow.ofMessages(5).read(dialog.chats(), ID).complete())
                .isFalse();
        assertThat(ContextWindow.ofMessages(6).read(dialog.chats(), ID).complete())
                .isTrue();
        assertThat(ContextWindow.ofMessages(600).read(dialog.chats(), ID).complete())
                .isTrue();
        assertThat(ContextWindow.ofTokens(59).read(dialog.chats(), ID).complete())
                .isFalse();
        assertThat(ContextWindow.ofTokens(60).read(dialog.chats(), ID).complete())
                .isTrue();
    }

    @Test
    void everyMessageOfAUserBeginsATurn() {
        dialog.append(NewMessage.user("a"), NewMessage.user("b"), NewMessage.user("c"), NewMessage.assistant("d"));

        assertThat(dialog.shown(ContextWindow.ofMessages(3))).containsExactly("b", "c", "d");
    }

    @Test
    void aGreetingBeforeTheFirstQuestionIsATurnOfItsOwn() {
        dialog.append(NewMessage.assistant("hello")).turns(1, 1);

        assertThat(dialog.shown(ContextWindow.ofMessages(2))).containsExactly("q1", "a1");
        assertThat(dialog.shown(ContextWindow.ofMessages(3))).containsExactly("hello", "q1", "a1");
    }

    @Test
    void systemMessagesBelongToTheTurnAfterThem() {
        dialog.turns(1, 1).append(NewMessage.system("now in Oslo")).turns(2, 2);

        assertThat(dialog.shown(ContextWindow.ofMessages(3))).containsExactly("now in Oslo", "q2", "a2");
        assertThat(dialog.shown(ContextWindow.ofMessages(4))).containsExactly("now in Oslo", "q2", "a2");
        assertThat(dialog.shown(ContextWindow.ofMessages(5))).startsWith("q1", "a1", "now in Oslo");
    }

    @Test
    void aMessageLargerThanTheWindowIsShownAloneIfItIsTheNewest() {
        dialog.turns(1, 2).append(NewMessage.user("huge").withTokens(5_000));

        Prompt prompt = ContextWindow.ofTokens(100).read(dialog.chats(), ID);

        assertThat(Dialog.texts(prompt)).containsExactly("huge");
        assertThat(prompt.tokens()).isEqualTo(5_000);
        assertThat(prompt.complete()).isFalse();
    }

    @Test
    void aMessageLargerThanTheWindowEndsItIfItIsOlder() {
        dialog.turns(1, 2).append(NewMessage.user("huge").withTokens(5_000)).turns(3, 3);

        assertThat(dialog.shown(ContextWindow.ofTokens(100))).containsExactly("q3", "a3");
    }

    @Test
    void ofANewestTurnThatDoesNotFitTheQuestionAndTheNewestStepsAreShown() {
        dialog.turns(1, 1)
                .append(NewMessage.user("book").withTokens(10))
                .append(call("1"), result("1"), call("2"), result("2"), call("3", "4"), result("3"), result("4"));

        assertThat(dialog.shown(ContextWindow.ofTokens(79)))
                .containsExactly("book", "call 2", "result 2", "call 3,4", "result 3", "result 4");
        assertThat(dialog.shown(ContextWindow.ofMessages(5)))
                .containsExactly("book", "call 3,4", "result 3", "result 4");
        assertThat(dialog.shown(ContextWindow.ofMessages(1)))
                .containsExactly("book", "call 3,4", "result 3", "result 4");
    }

    @Test
    void ofANewestTurnThatDoesNotFitOnlyWhatIsWithinTheWindowIsNamedAsLeftOut() {
        dialog.append(
                        NewMessage.system("note").withTokens(10),
                        NewMessage.user("book").withTokens(10),
                        result("lost"))
                .append(call("1"), result("1"), call("2", "3"), result("2"), result("late"))
                .append(
                        call("4"),
                        result("4"),
                        NewMessage.tool("no id"),
                        NewMessage.assistant("done").withTokens(10));

        Prompt prompt = ContextWindow.ofTokens(50).read(dialog.chats(), ID);

        assertThat(Dialog.texts(prompt)).containsExactly("note", "book", "call 4", "result 4", "done");
        assertThat(prompt.leftOut()).containsExactly(11L);
        assertThat(prompt.tokens()).isEqualTo(50);

        dialog.chats().redact(ID, 2);

        assertThat(ContextWindow.ofTokens(40).read(dialog.chats(), ID).leftOut())
                .containsExactly(2L, 11L);
    }

    @Test
    void aLateResultOfACallThatIsNotShownIsLeftOut() {
        dialog.append(NewMessage.user("book").withTokens(10), call("1"), call("2"), result("2"), result("1"))
                .append(NewMessage.assistant("done").withTokens(10));

        Prompt prompt = ContextWindow.ofTokens(40).read(dialog.chats(), ID);

        assertThat(Dialog.texts(prompt)).containsExactly("book", "call 2", "result 2", "done");
        assertThat(prompt.leftOut()).containsExactly(5L);
    }

    @Test
    void callsThatNoResultCanNameAreLeftOut() {
        NewMessage nameless = NewMessage.assistant("nameless")
                .withMetadata(Map.of("tool_calls", List.of(Map.of("type", "function", "function", Map.of()))));
        NewMessage function =
                NewMessage.assistant("function").withMetadata(Map.of("function_call", Map.of("name", "f")));
        dialog.append(NewMessage.user("1"), nameless, NewMessage.tool("x"), nameless)
                .append(NewMessage.tool("x").withAuthor("f"), function, NewMessage.tool("x"));

        Prompt prompt = ContextWindow.ofMessages(20).read(dialog.chats(), ID);

        assertThat(Dialog.texts(prompt)).containsExactly("1");
        assertThat(prompt.leftOut()).containsExactly(2L, 3L, 4L, 5L, 6L, 7L);
    }

    @Test
    void aConversationThatIsDeletedWhileItIsReadIsNotComplete() {
        dialog.turns(1, 3);
        ChatStore deleting = new ForwardingChatStore(dialog.chats()) {
            @Override
            protected ChatStore decorate(ChatStore other) {
                return this;
            }

            @Override
            public List<Message> history(ConversationId id, Slice slice) {
                delegate().delete(ID);
                return super.history(id, slice);
            }
        };

        assertThat(ContextWindow.ofMessages(20).read(deleting, ID))
                .isEqualTo(new Prompt(null, List.of(), 0, false, List.of()));
    }

    @Test
    void resultsComeRightAfterTheirCalls() {
        dialog.append(NewMessage.user("book"), call("1", "2"), NewMessage.user("hurry"), result("2"), result("1"))
                .append(NewMessage.assistant("done"));

        assertThat(dialog.shown(ContextWindow.ofMessages(20)))
                .containsExactly("book", "call 1,2", "result 2", "result 1", "hurry", "done");
    }

    @Test
    void aCallWithoutAllOfItsResultsIsLeftOutWithThem() {
        dialog.append(NewMessage.user("book"), call("1", "2"), result("1"), NewMessage.user("and?"), call("3"));

        Prompt prompt = ContextWindow.ofMessages(20).read(dialog.chats(), ID);

        assertThat(Dialog.texts(prompt)).containsExactly("book", "and?");
        assertThat(prompt.leftOut()).containsExactly(2L, 3L, 5L);
        assertThat(prompt.complete()).isTrue();
    }

    @Test
    void aResultWithoutItsCallIsLeftOut() {
        dialog.append(result("1"), NewMessage.tool("no id"), NewMessage.assistant("done"), NewMessage.user("and?"))
                .append(call("2"), result("2"), result("2"), result("9"));

        Prompt prompt = ContextWindow.ofMessages(20).read(dialog.chats(), ID);

        assertThat(Dialog.texts(prompt)).containsExactly("done", "and?", "call 2", "result 2");
        assertThat(prompt.leftOut()).containsExactly(1L, 2L, 7L, 8L);
    }

    @Test
    void anIdThatComesAgainBelongsToTheLastCallBefore() {
        dialog.append(NewMessage.user("1"), call("c"), result("c"), NewMessage.user("2"), call("c"), result("c"))
                .append(NewMessage.user("3"), call("c"));

        Prompt prompt = ContextWindow.ofMessages(20).read(dialog.chats(), ID);

        assertThat(Dialog.texts(prompt)).containsExactly("1", "call c", "result c", "2", "call c", "result c", "3");
        assertThat(prompt.leftOut()).containsExactly(8L);
    }

    @Test
    void anOlderFunctionCallIsPairedWithTheResultWithoutId() {
        NewMessage call =
                NewMessage.assistant("").withMetadata(Map.of("function_call", Map.of("name", "f", "arguments", "{}")));
        dialog.append(NewMessage.user("1"), call, NewMessage.tool("result").withAuthor("f"));

        assertThat(dialog.shown(ContextWindow.ofMessages(20))).containsExactly("1", "", "result");
    }

    @Test
    void redactedMessagesAreLeftOutAndTheResultsOfARedactedCallToo() {
        dialog.turns(1, 1).append(NewMessage.user("q2"), call("1"), result("1"), NewMessage.assistant("a2"));
        dialog.chats().redact(ID, 1);
        dialog.chats().redact(ID, 4);

        Prompt prompt = ContextWindow.ofMessages(20).read(dialog.chats(), ID);

        assertThat(Dialog.texts(prompt)).containsExactly("a1", "q2", "a2");
        assertThat(prompt.leftOut()).containsExactly(1L, 4L, 5L);
    }

    @Test
    void theNewestPathIsShown() {
        dialog.append(NewMessage.user("q"), NewMessage.assistant("old"), NewMessage.user("more"))
                .append(NewMessage.assistant("new").withParent(1), NewMessage.user("next"));

        assertThat(dialog.shown(ContextWindow.ofMessages(20))).containsExactly("q", "new", "next");
        assertThat(dialog.shown(ContextWindow.ofMessages(2))).containsExactly("next");
    }

    @Test
    void anArchivedConversationIsShown() {
        dialog.turns(1, 1);
        dialog.chats().patch(ConversationPatch.of(ID).withArchived(true));

        assertThat(dialog.shown(ContextWindow.ofMessages(20))).containsExactly("q1", "a1");
    }

    @Test
    void theArgumentsAreChecked() {
        assertThatThrownBy(() -> ContextWindow.ofMessages(0)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> ContextWindow.ofMessages(10_001)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> ContextWindow.ofTokens(0)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> ContextWindow.ofTokens(1).countedBy(null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("counter");
        assertThatThrownBy(() -> ContextWindow.ofTokens(1).read(null, ID))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("chats");
        assertThatThrownBy(() -> ContextWindow.ofTokens(1).read(dialog.chats(), null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("id");
    }

    @Test
    void aPromptShowsNoTextInItsDescription() {
        dialog.append(NewMessage.user("secret"));

        Prompt prompt = ContextWindow.ofTokens(9).read(dialog.chats(), ID);

        assertThat(prompt.messages()).extracting(Message::text).containsExactly("secret");
        assertThat(prompt).hasToString("Prompt[systemPrompt=none, messages=1, tokens=6, complete=true, leftOut=0]");
        assertThat(ContextWindow.ofTokens(9).read(dialog.chats(), ConversationId.of("other")))
                .isSameAs(Prompt.EMPTY);
    }
}
