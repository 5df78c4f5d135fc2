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

/** Branches: messages whose parent is not the previous message. */
abstract class BranchingContract extends ChatContract {
    BranchingContract(StoreContract contract) {
        super(contract);
    }

    @Test
    void aMessageFollowsThePreviousOneByDefault() {
        say("1", "2");
        say("3");
        assertThat(history()).extracting(Message::parent).containsExactly(0L, 1L, 2L);
    }

    @Test
    void aPathLeadsFromTheRootToItsLeaf() {
        growTree();

        assertThat(path(5)).containsExactly("question", "other answer", "other follow-up");
        assertThat(path(3)).containsExactly("question", "answer", "follow-up");
        assertThat(path(4)).containsExactly("question", "other answer");
        assertThat(path(6)).containsExactly("new start");
        assertThat(path(7)).containsExactly("new start", "and on");
        assertThat(path(1)).containsExactly("question");
    }

    @Test
    void aPathKeepsTheMessagesNearestToItsLeaf() {
        growTree();

        assertThat(Histories.texts(chats.history(id, Slice.pathTo(5, 2))))
                .containsExactly("other answer", "other follow-up");
        assertThat(Histories.texts(chats.history(id, Slice.pathTo(5, 1)))).containsExactly("other follow-up");
    }

    @Test
    void aPathToAMissingLeafIsEmpty() {
        growTree();
        assertThat(path(8)).isEmpty();
        assertThat(path(Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void aPathThroughARedactedMessageIsComplete() {
        growTree();
        chats.redact(id, 4);
        assertThat(path(5)).containsExactly("question", "", "other follow-up");
    }

    @Test
    void aMessageMayFollowAnotherOfTheSameBatch() {
        say("1");
        chats.append(
                id,
                NewMessage.user("2"),
                NewMessage.user("3").withParent(1),
                NewMessage.user("4").withParent(2));
        assertThat(path(4)).containsExactly("1", "2", "4");
    }

    @Test
    void aMessageCannotFollowItselfOrALaterOne() {
        say("1");
        for (long parent : new long[] {2, 3, 4, Long.MAX_VALUE}) {
            NewMessage orphan = NewMessage.user("orphan").withParent(parent);
            assertThatThrownBy(() -> chats.append(id, orphan, NewMessage.user("next")))
                    .isInstanceOf(InvalidInputException.class);
        }
        assertThat(texts()).containsExactly("1");
    }

    @Test
    void aLongPathIsReadCompletely() {
        int length = 2_000;
        NewMessage[] zigzag = IntStream.rangeClosed(1, length)
                .mapToObj(i -> NewMessage.user("m-" + i).withParent(Math.max(0, i - 2)))
                .toArray(NewMessage[]::new);
        chats.append(id, zigzag);

        List<Message> path = chats.history(id, Slice.pathTo(length, length));

        assertThat(path).hasSize(length / 2).extracting(Message::sequence).allMatch(sequence -> sequence % 2 == 0);
        assertThat(path.get(0).sequence()).isEqualTo(2);
    }

    private void growTree() {
        say("question", "answer", "follow-up");
        chats.append(id, NewMessage.assistant("other answer").withParent(1), NewMessage.user("other follow-up"));
        chats.append(id, NewMessage.user("new start").withParent(0), NewMessage.assistant("and on"));
    }

    private List<String> path(long leaf) {
        return Histories.texts(chats.history(id, Slice.pathTo(leaf, 100)));
    }
}
