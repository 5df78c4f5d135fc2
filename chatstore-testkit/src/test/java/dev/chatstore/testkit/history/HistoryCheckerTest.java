package dev.chatstore.testkit.history;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Slice;
import dev.chatstore.testkit.Proxies;
import dev.chatstore.testkit.history.HistoryChecker.AppendAttempt;
import dev.chatstore.testkit.history.HistoryChecker.ReadAttempt;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Feeds the checker runs that are right, and appends that are broken in every way it is to know. */
final class HistoryCheckerTest extends CheckedRun {
    @Test
    void appendsAndReadsOneAfterTheOtherAreInOrder() {
        read(Slice.newest(10));
        append("a", "b");
        read(Slice.newest(10), "a", "b");
        append("c");
        read(Slice.newest(2), "b", "c");
        read(Slice.oldest(2), "a", "b");
        read(Slice.after(2, 5), "c");
        read(Slice.after(3, 5));
        read(Slice.before(3, 1), "b");
        read(Slice.before(1, 5));
        store("a", "b").store("c");
        assertInOrder();
    }

    @Test
    void callsThatOverlapMayBeInAnyOrder() {
        AppendAttempt first = begin("a");
        AppendAttempt second = begin("b");
        ReadAttempt early = checker.reading(id, Slice.newest(10));
        first.acknowledged(receipt(1, 2, 2));
        second.acknowledged(receipt(1, 1, 1));
        store("b").store("a");
        early.returned(stored.subList(0, 1));
        assertInOrder();
    }

    @Test
    void anUnknownAppendMayBeThereOrNot() {
        begin("there");
        begin("not there");
        begin("there later");
        begin("acknowledged").acknowledged(receipt(1, 2, 2));
        store("there").store("acknowledged").store("there later");
        assertInOrder();
    }

    @Test
    void anAppendThatIsSentAgainIsJudgedAsOne() {
        NewMessage[] messages = {
            NewMessage.user("a").withId("1"), NewMessage.user("b").withId("2")
        };
        checker.appending(Append.of(id, messages));
        AppendAttempt again = checker.appending(Append.of(id, messages));
        again.acknowledged(AppendReceipt.duplicate(id, List.of(1L, 2L), 1));
        stored.add(message(1, 1, "1", "a"));
        stored.add(message(2, 1, "2", "b"));
        assertInOrder();
        stored.add(message(3, 2, "1", "a"));
        stored.add(message(4, 2, "2", "b"));
        assertFault("is there more than once");
    }

    @Test
    void anAcknowledgedAppendThatIsMissingIsAFault() {
        append("a");
        append("b");
        store("a");
        assertFault("b]] was acknowledged and is not there");
    }

    @Test
    void anAppendThatIsThereTwiceIsAFault() {
        append("a");
        store("a").store("a");
        assertFault("is there more than once, at [1, 2]");
    }

    @Test
    void anUnknownAppendThatIsThereTwiceIsAFault() {
        begin("a");
        store("a").store("a");
        assertFault("is there more than once");
    }

    @Test
    void halfAnAppendIsAFault() {
        begin("a", "b");
        store("a");
        assertFault("only a part of");
    }

    @Test
    void aRefusedAppendThatIsThereIsAFault() {
        begin("a").failed();
        store("a");
        assertFault("was refused and is there");
    }

    @Test
    void aMessageThatNobodySentIsAFault() {
        append("a");
        store("a").store("b");
        assertFault("is there and nobody sent it");
    }

    @Test
    void anAppendThatIsTornApartIsAFault() {
        begin("a", "b");
        begin("c");
        store("a").store("c").store("b");
        assertFault("does not stand together and in order, but at [1, 3]");
    }

    @Test
    void anAppendInAnotherOrderIsAFault() {
        begin("a", "b", "c");
        store("a", "c", "b");
        assertFault("does not stand together and in order, but at [1, 3, 2]");
    }

    @Test
    void aReceiptThatNamesOtherSequencesIsAFault() {
        begin("a").acknowledged(receipt(1, 2, 1));
        store("a");
        assertFault("was acknowledged at [2] and is at [1]");
    }

    @Test
    void aReceiptThatNamesAnotherVersionIsAFault() {
        begin("a").acknowledged(receipt(1, 1, 7));
        store("a");
        assertFault("was acknowledged as version 7 and has another");
    }

    @Test
    void aGapInTheSequencesIsAFault() {
        append("a");
        begin("b");
        store("a");
        stored.add(message(3, 2, null, "b"));
        assertFault("the message in place 2 has the sequence 3");
    }

    @Test
    void anAppendThatComesBeforeOneThatWasAcknowledgedEarlierIsAFault() {
        begin("a").acknowledged(receipt(1, 2, 2));
        begin("b").acknowledged(receipt(1, 1, 1));
        store("b").store("a");
        assertFault("was already 2 messages long by what was acknowledged");
    }

    @Test
    void anUnknownAppendThatComesBeforeOneThatWasAcknowledgedEarlierIsAFault() {
        begin("a").acknowledged(receipt(1, 2, 2));
        begin("b");
        store("b").store("a");
        assertFault("was already 2 messages long by what was acknowledged");
    }

    @Test
    void aRunWhoseMessagesCannotBeToldApartIsAFault() {
        append("a");
        begin("a", "b");
        store("a");
        assertFault("two appends share a message");
    }

    @Test
    void anAppendWithoutIdsThatIsSentAgainCannotBeJudged() {
        begin("a");
        append("a");
        store("a");
        assertFault("was sent again without ids");
    }

    @Test
    void aReadThatNeverReturnedAndAnAppendThatWasRefusedCountForNothing() {
        checker.reading(id, Slice.newest(1));
        begin("refused").failed();
        append("a");
        store("a");
        assertInOrder();
    }

    @Test
    void aCheckReportsTheFaultsOfAllConversations() {
        append("a");
        ChatStore empty = Proxies.create(ChatStore.class, (self, method, arguments) -> List.of());
        assertThatThrownBy(() -> checker.check(empty))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("1 faults")
                .hasMessageContaining("was acknowledged and is not there");
    }
}
