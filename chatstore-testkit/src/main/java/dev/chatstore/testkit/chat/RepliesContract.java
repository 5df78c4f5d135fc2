package dev.chatstore.testkit.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Slice;
import dev.chatstore.testkit.Histories;
import dev.chatstore.testkit.StoreContract;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The replies to a message, and the path to the newest message. */
abstract class RepliesContract extends ChatContract {
    RepliesContract(StoreContract contract) {
        super(contract);
    }

    /** A question with two answers, of which the second continues, and a new beginning. */
    private void growTree() {
        chats.append(
                id,
                NewMessage.user("question"),
                NewMessage.assistant("answer"),
                NewMessage.assistant("other answer").withParent(1),
                NewMessage.user("follow-up"));
        chats.append(id, NewMessage.user("new start").withParent(0));
        chats.append(id, NewMessage.assistant("third answer").withParent(1));
    }

    @Test
    void theRepliesToAMessageAreThoseThatFollowItInTheirOrder() {
        growTree();
        assertThat(replies(1)).containsExactly("answer", "other answer", "third answer");
        assertThat(replies(3)).containsExactly("follow-up");
        assertThat(replies(0)).containsExactly("question", "new start");
        assertThat(replies(2)).isEmpty();
        assertThat(replies(6)).isEmpty();
        assertThat(replies(7)).isEmpty();
        assertThat(replies(Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void theyAreTheMessagesAsEveryOtherReadReturnsThem() {
        growTree();
        List<Message> all = history();
        assertThat(chats.replies(id, 1)).containsExactly(all.get(1), all.get(2), all.get(5));
        assertThat(chats.latest().replies(id, 1)).isEqualTo(chats.replies(id, 1));
    }

    @Test
    void theyAreReadInPages() {
        growTree();
        assertThat(Histories.texts(chats.history(id, Slice.repliesTo(1, 2)))).containsExactly("answer", "other answer");
        assertThat(Histories.texts(chats.history(id, new Slice.RepliesTo(1, 3, 2))))
                .containsExactly("third answer");
        assertThat(Histories.texts(chats.history(id, new Slice.RepliesTo(1, 2, 1))))
                .containsExactly("other answer");
        assertThat(chats.history(id, new Slice.RepliesTo(1, 6, 2))).isEmpty();
    }

    @Test
    void inAConversationWithoutBranchesTheNextMessageIsTheOnlyReply() {
        say("1", "2", "3");
        assertThat(replies(0)).containsExactly("1");
        assertThat(replies(1)).containsExactly("2");
        assertThat(replies(3)).isEmpty();
    }

    @Test
    void aMissingConversationHasNoReplies() {
        assertThat(chats.replies(id, 0)).isEmpty();
        assertThat(chats.replies(id, 1)).isEmpty();
        assertThat(chats.recentPath(id, 5)).isEmpty();
    }

    @Test
    void aRedactedReplyKeepsItsPlace() {
        growTree();
        chats.redact(id, 3);
        assertThat(replies(1)).containsExactly("answer", "", "third answer");
    }

    @Test
    void aDeletedConversationLeavesNoReplies() {
        growTree();
        chats.delete(id);
        assertThat(replies(1)).isEmpty();
        say("new", "again");
        assertThat(replies(0)).containsExactly("new");
        assertThat(replies(1)).containsExactly("again");
    }

    @Test
    void manyRepliesToOneMessageAreAllFound() {
        say("question");
        for (int i = 0; i < 30; i++) {
            chats.append(id, NewMessage.assistant("answer " + i).withParent(1), NewMessage.user("thanks " + i));
        }
        assertThat(replies(1))
                .isEqualTo(IntStream.range(0, 30).mapToObj(i -> "answer " + i).toList());
    }

    @Test
    void aRegeneratedAnswerReplacesTheOldOneOnTheRecentPath() {
        say("hello", "question");
        chats.append(id, NewMessage.assistant("answer"));
        assertThat(recentPath(10)).containsExactly("hello", "question", "answer");
        chats.append(id, NewMessage.assistant("better answer").withParent(2));
        assertThat(recentPath(10)).containsExactly("hello", "question", "better answer");
        say("thanks");
        assertThat(recentPath(10)).containsExactly("hello", "question", "better answer", "thanks");
        assertThat(recentPath(2)).containsExactly("better answer", "thanks");
        assertThat(Histories.texts(chats.latest().recentPath(id, 3)))
                .containsExactly("question", "better answer", "thanks");
    }

    @Test
    void withoutBranchesTheRecentPathIsTheNewestMessages() {
        for (int i = 0; i < 150; i++) {
            say("message " + i);
        }
        assertThat(chats.recentPath(id, 120)).isEqualTo(chats.recent(id, 120));
        assertThat(chats.recentPath(id, 1)).isEqualTo(chats.recent(id, 1));
        assertThat(chats.recentPath(id, 1_000)).hasSize(150);
    }

    @Test
    void theRecentPathOfANewBeginningHasNothingBeforeIt() {
        growTree();
        chats.append(id, NewMessage.user("yet another start").withParent(0));
        assertThat(recentPath(10)).containsExactly("yet another start");
    }

    @Test
    void aNegativeSequenceAndALimitOutOfRangeAreRefused() {
        assertThatThrownBy(() -> chats.replies(id, -1)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> chats.recentPath(id, 0)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> chats.recentPath(id, Slice.MAX_LIMIT + 1)).isInstanceOf(InvalidInputException.class);
    }

    private List<String> replies(long sequence) {
        return Histories.texts(chats.replies(id, sequence));
    }

    private List<String> recentPath(int limit) {
        return Histories.texts(chats.recentPath(id, limit));
    }
}
