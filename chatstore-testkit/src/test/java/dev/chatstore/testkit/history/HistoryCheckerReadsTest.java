package dev.chatstore.testkit.history;

import dev.chatstore.api.Slice;
import dev.chatstore.testkit.history.HistoryChecker.AppendAttempt;
import dev.chatstore.testkit.history.HistoryChecker.ReadAttempt;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Passes reads with every kind of fault to the checker that it must find. */
final class HistoryCheckerReadsTest extends CheckedRun {
    @Test
    void aReadThatMissesWhatWasAcknowledgedBeforeIsAFault() {
        append("a");
        append("b");
        read(Slice.newest(10), "a");
        store("a").store("b");
        assertFault("had at least 2 messages (acknowledged");
    }

    @Test
    void anEmptyReadAfterAnAcknowledgedAppendIsAFault() {
        append("a");
        read(Slice.newest(10));
        store("a");
        assertFault("had at least 1 messages");
    }

    @Test
    void aReadAfterASequenceThatEndsTooEarlyIsAFault() {
        append("a", "b", "c");
        append("d");
        read(Slice.after(1, 5), "b", "c");
        store("a", "b", "c").store("d");
        assertFault("had at least 4 messages");
    }

    @Test
    void aReadThatGoesBackIsAFault() {
        AppendAttempt slow = begin("a");
        read(Slice.newest(10), "a");
        read(Slice.newest(10));
        slow.acknowledged(receipt(1, 1, 1));
        store("a");
        assertFault("had at least 1 messages (returned by");
    }

    @Test
    void aReadThatShowsAnAppendBeforeItBeganIsAFault() {
        ReadAttempt read = checker.reading(id, Slice.newest(10));
        read.returned(List.of(message(1, 1, null, "a")));
        append("a");
        store("a");
        assertFault("had at least 1 messages (returned by");
    }

    @Test
    void aReadOfHalfAnAppendIsAFault() {
        AppendAttempt slow = begin("a", "b");
        read(Slice.newest(10), "a");
        slow.acknowledged(receipt(2, 1, 1));
        store("a", "b");
        assertFault("returned a part of an append, up to 1");
    }

    @Test
    void aReadWithAGapIsAFault() {
        append("a", "b", "c");
        checker.reading(id, Slice.newest(10)).returned(List.of(message(1, 1, null, "a"), message(3, 1, null, "c")));
        store("a", "b", "c");
        assertFault("returned 3 right after 1");
    }

    @Test
    void aReadInAnotherOrderIsAFault() {
        append("a", "b");
        checker.reading(id, Slice.newest(10)).returned(List.of(message(2, 1, null, "b"), message(1, 1, null, "a")));
        store("a", "b");
        assertFault("returned 1 right after 2");
    }

    @Test
    void aReadOfAMessageOtherThanTheStoredOneIsAFault() {
        append("a");
        checker.reading(id, Slice.newest(10)).returned(List.of(message(1, 1, null, "x")));
        store("a");
        assertFault("returned a message at 1 that differs from the stored one");
    }

    @Test
    void aReadOfAMessageThatIsMissingInTheEndIsAFault() {
        append("a");
        checker.reading(id, Slice.newest(1)).returned(List.of(message(2, 2, null, "ghost")));
        store("a");
        assertFault("returned the sequence 2, which is not stored");
    }

    @Test
    void aReadThatLeavesOutTheBeginningIsAFault() {
        append("a", "b");
        checker.reading(id, Slice.newest(10)).returned(List.of(message(2, 1, null, "b")));
        store("a", "b");
        assertFault("omitted the messages before 2");
    }

    @Test
    void aReadThatBeginsTooLateIsAFault() {
        append("a", "b");
        checker.reading(id, Slice.oldest(10)).returned(List.of(message(2, 1, null, "b")));
        store("a", "b");
        assertFault("began at 2");
    }

    @Test
    void aReadOfMoreThanItsLimitIsAFault() {
        append("a", "b");
        read(Slice.newest(1), "a", "b");
        store("a", "b");
        assertFault("returned 2 messages");
    }

    @Test
    void pathsAreNotChecked() {
        append("a", "b");
        checker.reading(id, Slice.pathTo(2, 10)).returned(List.of(message(2, 1, null, "b")));
        store("a", "b");
        assertInOrder();
    }

    @Test
    void whatAKilledServerHasShownAndLostIsAFaultUnlessItShowsCommitsBeforeTheyAreDurable() {
        append("a");
        begin("b");
        read(Slice.newest(10), "a", "b");
        append("c");
        store("a").store("c");
        assertFault("returned a message at 2 that differs from the stored one");
        checker.showsCommitsBeforeTheyAreDurable();
        assertInOrder();
    }

    @Test
    void aMessageThatNobodySentIsAFaultInAnyCase() {
        checker.showsCommitsBeforeTheyAreDurable();
        append("a");
        checker.reading(id, Slice.newest(10)).returned(List.of(message(1, 1, null, "a"), message(2, 2, null, "z")));
        store("a");
        assertFault("returned the sequence 2, which is not stored");
    }

    @Test
    void whatWasAcknowledgedAndLostIsAFaultInAnyCase() {
        checker.showsCommitsBeforeTheyAreDurable();
        append("a");
        append("b");
        read(Slice.newest(10), "a", "b");
        store("a");
        assertFault("was acknowledged, but is not stored");
    }
}
