package dev.chatstore.core.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.Message;
import dev.chatstore.api.Role;
import dev.chatstore.testkit.Racers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecentMessagesTest {
    private static final int MAX = 20;

    private final RecentMessages messages = RecentMessages.of(messages(1, 3), MAX);

    @Test
    void theNewestMessagesAreKept() {
        assertThat(RecentMessages.of(messages(1, 30), MAX)).isEqualTo(messages(11, 30));
        assertThat(RecentMessages.of(List.of(), MAX)).isEmpty();
    }

    @Test
    void messagesAreAddedAtTheEnd() {
        RecentMessages longer = messages;
        for (int i = 4; i <= 100; i++) {
            longer = longer.plus(messages(i, i), MAX);
            assertThat(longer).isEqualTo(messages(Math.max(1, i - MAX + 1), i));
        }
    }

    @Test
    void ofMoreThanFitTheNewestAreKept() {
        assertThat(messages.plus(messages(4, 100), MAX)).isEqualTo(messages(81, 100));
    }

    @Test
    void anOlderListNeverChanges() {
        RecentMessages longer = messages.plus(messages(4, 6), MAX);
        List<Message> part = longer.last(2);
        RecentMessages longest = longer.plus(messages(7, 12), MAX);
        assertThat(messages).isEqualTo(messages(1, 3));
        assertThat(part).isEqualTo(messages(5, 6));
        assertThat(longest).isEqualTo(messages(1, 12));
    }

    @Test
    void extensionsOfOneListAreIndependent() {
        RecentMessages longer = messages.plus(messages(4, 4), MAX);
        List<RecentMessages> lists = Racers.all(8, lane -> longer.plus(List.of(message(5, "of " + lane)), MAX));
        for (int lane = 0; lane < 8; lane++) {
            assertThat(lists.get(lane).get(4).text()).isEqualTo("of " + lane);
        }
    }

    @Test
    void fewAppendsCopy() {
        RecentMessages growing = RecentMessages.of(messages(1, MAX), MAX);
        int copies = 0;
        for (int i = MAX + 1; i <= MAX + 60; i++) {
            RecentMessages next = growing.plus(messages(i, i), MAX);
            // A list that shares its array keeps messages that it no longer shows.
            copies += next.bytes() < growing.bytes() ? 1 : 0;
            growing = next;
        }
        assertThat(copies).isLessThanOrEqualTo(12);
    }

    @Test
    void messagesKeptInMemoryAreCountedWhetherShownOrNot() {
        RecentMessages growing = RecentMessages.of(messages(1, MAX), MAX);
        long full = growing.bytes();
        for (int i = MAX + 1; i <= 1_000; i++) {
            growing = growing.plus(messages(i, i), MAX);
            assertThat(growing.bytes()).isBetween(full, full + full / 2);
        }
    }

    @Test
    void aRevisedMessageReplacesTheOlderOne() {
        RecentMessages revised = messages.with(revised(2, 2));
        assertThat(revised).hasSize(3).element(1).isEqualTo(revised(2, 2));
        assertThat(messages).isEqualTo(messages(1, 3));
        assertThat(revised.plus(messages(4, 4), MAX)).hasSize(4).element(1).isEqualTo(revised(2, 2));
    }

    @Test
    void anOlderRevisionIsIgnored() {
        assertThat(messages.with(revised(2, 3)).with(revised(2, 2))).element(1).isEqualTo(revised(2, 3));
    }

    @Test
    void aMessageOutsideTheListIsNotRevised() {
        RecentMessages later = RecentMessages.of(messages(5, 6), MAX);
        assertThat(later.with(revised(4, 2))).isSameAs(later);
        assertThat(later.with(revised(7, 2))).isSameAs(later);
        assertThat(RecentMessages.EMPTY.with(revised(1, 2))).isSameAs(RecentMessages.EMPTY);
    }

    @Test
    @SuppressWarnings("DataFlowIssue")
    void itCannotBeModified() {
        List<Message> part = messages.last(2);
        assertThatThrownBy(() -> part.set(0, message(9, "x"))).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> part.add(message(9, "x"))).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(part::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void anIndexOutOfBoundsIsRefused() {
        List<Message> part = messages.last(2);
        assertThatThrownBy(() -> part.get(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> part.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> part.subList(1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void itEqualsOtherLists() {
        assertThat(new ArrayList<>(messages)).isEqualTo(messages).hasSameHashCodeAs(messages);
        assertThat(messages.subList(1, 1)).isEmpty();
        assertThat(messages.last(10)).isSameAs(messages);
    }

    static List<Message> messages(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(sequence -> message(sequence, "message " + sequence))
                .toList();
    }

    private static Message revised(long sequence, int revision) {
        return message(sequence, "revision " + revision, revision);
    }

    private static Message message(long sequence, String text) {
        return message(sequence, text, 1);
    }

    private static Message message(long sequence, String text, int revision) {
        return new Message(
                sequence,
                sequence,
                null,
                Role.USER,
                null,
                text,
                List.of(),
                Map.of(),
                sequence - 1,
                0,
                revision,
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                false,
                List.of());
    }
}
