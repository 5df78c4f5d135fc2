package dev.chatstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Role;
import dev.chatstore.api.Slice;
import dev.chatstore.testkit.HistoryChecker.AppendAttempt;
import dev.chatstore.testkit.HistoryChecker.ReadAttempt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Feeds the checker histories that are right, and ones that are broken in every way it is to know. */
final class HistoryCheckerTest {
    private final ConversationId id = ConversationId.of("c");
    private final List<Message> stored = new ArrayList<>();
    private long now;
    private long sequence;
    private long version;
    private final HistoryChecker checker = new HistoryChecker(() -> ++now);

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
    void pathsAreNotJudged() {
        append("a", "b");
        checker.reading(id, Slice.pathTo(2, 10)).returned(List.of(message(2, 1, null, "b")));
        store("a", "b");
        assertInOrder();
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
        ChatStore empty = ConnectionProbe.proxy(ChatStore.class, (self, method, arguments) -> List.of());
        assertThatThrownBy(() -> checker.check(empty))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("1 faults")
                .hasMessageContaining("was acknowledged and is not there");
    }

    /** Records an append that was acknowledged where the next messages belong. */
    private void append(String... texts) {
        begin(texts).acknowledged(receipt(texts.length, sequence + 1, ++version));
        sequence += texts.length;
    }

    private AppendAttempt begin(String... texts) {
        return checker.appending(
                Append.of(id, Arrays.stream(texts).map(NewMessage::user).toList()));
    }

    private AppendReceipt receipt(int count, long first, long version) {
        return new AppendReceipt(
                id, LongStream.range(first, first + count).boxed().toList(), version, false);
    }

    /** Records a read of messages that are where their texts come in the alphabet. */
    private void read(Slice slice, String... texts) {
        checker.reading(id, slice)
                .returned(Arrays.stream(texts)
                        .map(text -> message(text.charAt(0) - 'a' + 1, 1, null, text))
                        .toList());
    }

    /** Stores the messages of one append at the end. */
    private HistoryCheckerTest store(String... texts) {
        long made = stored.isEmpty() ? 1 : stored.get(stored.size() - 1).version() + 1;
        for (String text : texts) {
            stored.add(message(stored.size() + 1, made, null, text));
        }
        return this;
    }

    private static Message message(long sequence, long version, @Nullable String id, String text) {
        return new Message(
                sequence,
                version,
                id,
                Role.USER,
                null,
                text,
                List.of(),
                Map.of(),
                sequence - 1,
                0,
                1,
                Instant.EPOCH,
                null,
                false);
    }

    private List<String> faults() {
        return checker.faults(id, stored);
    }

    private void assertInOrder() {
        assertThat(faults()).isEmpty();
    }

    private void assertFault(String what) {
        assertThat(faults()).isNotEmpty().anySatisfy(fault -> assertThat(fault).contains(what));
    }
}
