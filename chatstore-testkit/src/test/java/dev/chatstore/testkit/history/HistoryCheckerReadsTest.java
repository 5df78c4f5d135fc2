package dev.chatstore.testkit.history;

import dev.chatstore.api.Slice;
import dev.chatstore.testkit.history.HistoryChecker.AppendAttempt;
import dev.chatstore.testkit.history.HistoryChecker.ReadAttempt;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Feeds the checker reads that are broken in every way it is to know. */
final class HistoryCheckerReadsTest extends CheckedRun {
    @Test
    void aReadThatMissesWhatWasAcknowledgedBeforeIsAFault() {
        append("a");
        append("b");
        read(Slice.newest(10), "a");
        store("a").store("b");
        assertFault("was already 2 messages long by what was acknowledged");
    }

    @Test
    void anEmptyReadAfterAnAcknowledgedAppendIsAFault() {
        append("a");
        read(Slice.newest(10));
        store("a");
        assertFault("was already 1 messages long");
    }

    @Test
    void aReadAfterASequenceThatEndsTooEarlyIsAFault() {
        append("a", "b", "c");
        append("d");
        read(Slice.after(1, 5), "b", "c");
        store("a", "b", "c").store("d");
        assertFault("was already 4 messages long");
    }

    @Test
    void aReadThatGoesBackIsAFault() {
        AppendAttempt slow = begin("a");
        read(Slice.newest(10), "a");
        read(Slice.newest(10));
        slow.acknowledged(receipt(1, 1, 1));
        store("a");
        assertFault("was already 1 messages long by what was shown by");
    }

    @Test
    void aReadThatShowsAnAppendBeforeItBeganIsAFault() {
        ReadAttempt read = checker.reading(id, Slice.newest(10));
        read.returned(List.of(message(1, 1, null, "a")));
        append("a");
        store("a");
        assertFault("was already 1 messages long by what was shown by");
    }

    @Test
    void aReadOfHalfAnAppendIsAFault() {
        AppendAttempt slow = begin("a", "b");
        read(Slice.newest(10), "a");
        slow.acknowledged(receipt(2, 1, 1));
        store("a", "b");
        assertFault("showed half of an append, up to 1");
    }

    @Test
    void aReadWithAGapIsAFault() {
        append("a", "b", "c");
        checker.reading(id, Slice.newest(10)).returned(List.of(message(1, 1, null, "a"), message(3, 1, null, "c")));
        store("a", "b", "c");
        assertFault("showed 3 right after 1");
    }

    @Test
    void aReadInAnotherOrderIsAFault() {
        append("a", "b");
        checker.reading(id, Slice.newest(10)).returned(List.of(message(2, 1, null, "b"), message(1, 1, null, "a")));
        store("a", "b");
        assertFault("showed 1 right after 2");
    }

    @Test
    void aReadOfAnotherMessageThanIsThereIsAFault() {
        append("a");
        checker.reading(id, Slice.newest(10)).returned(List.of(message(1, 1, null, "x")));
        store("a");
        assertFault("showed another message at 1 than is there");
    }

    @Test
    void aReadOfWhatIsNotThereInTheEndIsAFault() {
        append("a");
        checker.reading(id, Slice.newest(1)).returned(List.of(message(2, 2, null, "ghost")));
        store("a");
        assertFault("showed the sequence 2, which is not there");
    }

    @Test
    void aReadThatLeavesOutTheBeginningIsAFault() {
        append("a", "b");
        checker.reading(id, Slice.newest(10)).returned(List.of(message(2, 1, null, "b")));
        store("a", "b");
        assertFault("left out what is before 2");
    }

    @Test
    void aReadThatBeginsTooLateIsAFault() {
        append("a", "b");
        checker.reading(id, Slice.oldest(10)).returned(List.of(message(2, 1, null, "b")));
        store("a", "b");
        assertFault("began at 2");
    }

    @Test
    void aReadOfMoreThanItAskedForIsAFault() {
        append("a", "b");
        read(Slice.newest(1), "a", "b");
        store("a", "b");
        assertFault("showed 2 messages");
    }

    @Test
    void pathsAreNotJudged() {
        append("a", "b");
        checker.reading(id, Slice.pathTo(2, 10)).returned(List.of(message(2, 1, null, "b")));
        store("a", "b");
        assertInOrder();
    }
}
