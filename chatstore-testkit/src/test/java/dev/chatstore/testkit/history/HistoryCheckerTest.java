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

/** Passes correct runs to the checker, and appends with every kind of fault that it must find. */
final class HistoryCheckerTest extends CheckedRun {
    @Test
    void sequentialAppendsAndReadsPass() {
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
    void overlappingCallsMayTakeEffectInAnyOrder() {
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
    void anAppendOfUnknownOutcomeMayBeStoredOrNot() {
        begin("there");
        begin("not there");
        begin("there later");
        begin("acknowledged").acknowledged(receipt(1, 2, 2));
        store("there").store("acknowledged").store("there later");
        assertInOrder();
    }

    @Test
    void anAppendThatIsSentAgainIsCheckedAsOne() {
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
        assertFault("is stored more than once");
    }

    @Test
    void anAcknowledgedAppendThatIsMissingIsAFault() {
        append("a");
        append("b");
        store("a");
        assertFault("b]] was acknowledged, but is not stored");
    }

    @Test
    void anAppendThatIsStoredTwiceIsAFault() {
        append("a");
        store("a").store("a");
        assertFault("is stored more than once, at [1, 2]");
    }

    @Test
    void anAppendOfUnknownOutcomeThatIsStoredTwiceIsAFault() {
        begin("a");
        store("a").store("a");
        assertFault("is stored more than once");
    }

    @Test
    void halfAnAppendIsAFault() {
        begin("a", "b");
        store("a");
        assertFault("only a part of");
    }

    @Test
    void aRefusedAppendThatIsStoredIsAFault() {
        begin("a").failed();
        store("a");
        assertFault("was refused, but is stored");
    }

    @Test
    void aMessageThatNoThreadSentIsAFault() {
        append("a");
        store("a").store("b");
        assertFault("is stored, but no thread sent it");
    }

    @Test
    void anAppendThatIsNotContiguousIsAFault() {
        begin("a", "b");
        begin("c");
        store("a").store("c").store("b");
        assertFault("is not stored contiguously and in order, but at [1, 3]");
    }

    @Test
    void anAppendInAnotherOrderIsAFault() {
        begin("a", "b", "c");
        store("a", "c", "b");
        assertFault("is not stored contiguously and in order, but at [1, 3, 2]");
    }

    @Test
    void aReceiptThatNamesOtherSequencesIsAFault() {
        begin("a").acknowledged(receipt(1, 2, 1));
        store("a");
        assertFault("was acknowledged at [2], but is stored at [1]");
    }

    @Test
    void aReceiptThatNamesAnotherVersionIsAFault() {
        begin("a").acknowledged(receipt(1, 1, 7));
        store("a");
        assertFault("was acknowledged with version 7, but has another one");
    }

    @Test
    void aGapInTheSequencesIsAFault() {
        append("a");
        begin("b");
        store("a");
        stored.add(message(3, 2, null, "b"));
        assertFault("the message at position 2 has the sequence 3");
    }

    @Test
    void anAppendThatComesBeforeOneThatWasAcknowledgedEarlierIsAFault() {
        begin("a").acknowledged(receipt(1, 2, 2));
        begin("b").acknowledged(receipt(1, 1, 1));
        store("b").store("a");
        assertFault("had at least 2 messages (acknowledged");
    }

    @Test
    void anAppendOfUnknownOutcomeThatComesBeforeOneThatWasAcknowledgedEarlierIsAFault() {
        begin("a").acknowledged(receipt(1, 2, 2));
        begin("b");
        store("b").store("a");
        assertFault("had at least 2 messages (acknowledged");
    }

    @Test
    void aRunWhoseMessagesCannotBeDistinguishedIsAFault() {
        append("a");
        begin("a", "b");
        store("a");
        assertFault("two appends share a message");
    }

    @Test
    void anAppendWithoutIdsThatIsSentAgainCannotBeChecked() {
        begin("a");
        append("a");
        store("a");
        assertFault("was sent again without ids");
    }

    @Test
    void aReadThatNeverReturnedAndARefusedAppendAreIgnored() {
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
                .hasMessageContaining("was acknowledged, but is not stored");
    }
}
