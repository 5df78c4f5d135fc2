package dev.chatstore.jdbi.append;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Append;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WaitingWritesTest {
    private static final Duration NEVER = Duration.ofDays(1);
    private static final Duration AT_ONCE = Duration.ofDays(-1);

    @Test
    void aGroupTakesAllThatWaitInTheirOrder() {
        WaitingWrites waiting = waiting(2, 3, NEVER);
        List<PendingWrite> writes = add(waiting, "a", "b", "a", "c");
        assertThat(waiting.beginWhileQueued(writes.get(2))).isEqualTo(writes);
    }

    @Test
    void anotherGroupBeginsOnlyOnceMoreWritesWaitThanTheCompany() {
        WaitingWrites waiting = waiting(2, 3, NEVER);
        List<PendingWrite> first = begin(waiting, add(waiting, "a").get(0));
        List<PendingWrite> few = add(waiting, "b", "c", "d");
        assertThat(waiting.next()).isNull();
        assertThat(begin(waiting, few.get(0))).isEmpty();
        List<PendingWrite> more = add(waiting, "e");
        assertThat(waiting.next()).isSameAs(few.get(0));
        List<PendingWrite> second = begin(waiting, more.get(0));
        assertThat(second).containsExactlyElementsOf(concat(few, more));
        add(waiting, "f", "g", "h", "i", "j", "k", "l", "m");
        assertThat(waiting.next()).as("two groups are the maximum").isNull();
        waiting.end(first);
        assertThat(waiting.next()).isNotNull();
    }

    @Test
    void anotherGroupBeginsOnceAWriteHasWaitedForLong() {
        WaitingWrites waiting = waiting(2, 3, AT_ONCE);
        begin(waiting, add(waiting, "a").get(0));
        List<PendingWrite> one = add(waiting, "b");
        assertThat(waiting.next()).isSameAs(one.get(0));
        assertThat(begin(waiting, one.get(0))).isEqualTo(one);
    }

    @Test
    void aConversationIsInOneGroupAtATimeAndKeepsItsOrder() {
        WaitingWrites waiting = waiting(3, 0, NEVER);
        List<PendingWrite> first = begin(waiting, add(waiting, "a").get(0));
        PendingWrite both = add(waiting, call("a", "b"));
        PendingWrite afterBoth = add(waiting, "b").get(0);
        List<PendingWrite> free = add(waiting, "c", "d", "c");
        List<PendingWrite> second = begin(waiting, both);
        assertThat(second).isEqualTo(free);
        assertThat(begin(waiting, afterBoth)).isEmpty();
        waiting.end(first);
        PendingWrite behindSecond = add(waiting, "d").get(0);
        assertThat(begin(waiting, behindSecond)).containsExactly(both, afterBoth);
        waiting.end(second);
        assertThat(begin(waiting, behindSecond)).containsExactly(behindSecond);
    }

    @Test
    void aWriteThatIsBeingWrittenBeginsNoOtherGroup() {
        WaitingWrites waiting = waiting(2, 0, AT_ONCE);
        PendingWrite running = add(waiting, "a").get(0);
        begin(waiting, running);
        add(waiting, "b");
        assertThat(begin(waiting, running)).isEmpty();
    }

    @Test
    void onlyAWriteThatWaitsIsRemoved() {
        WaitingWrites waiting = waiting(2, 0, NEVER);
        PendingWrite running = add(waiting, "a").get(0);
        begin(waiting, running);
        List<PendingWrite> queued = add(waiting, "a", "b");
        assertThat(begin(waiting, queued.get(0))).containsExactly(queued.get(1));
        assertThat(waiting.remove(running)).isFalse();
        assertThat(waiting.remove(queued.get(0))).as("one that was passed over").isTrue();
        assertThat(waiting.remove(queued.get(0))).isFalse();
        assertThat(waiting.next()).isNull();
    }

    @Test
    void aGroupHasABoundedNumberOfMessages() {
        WaitingWrites waiting = new WaitingWrites(new GroupBounds(2, 0, NEVER, 3, 1_000));
        PendingWrite large = add(waiting, call("a", "b", "c", "d"));
        PendingWrite small = add(waiting, call("e", "f"));
        PendingWrite last = add(waiting, call("g", "h"));
        assertThat(begin(waiting, last)).containsExactly(large);
        assertThat(begin(waiting, last)).containsExactly(small);
        assertThat(begin(waiting, last)).as("two groups are the maximum").isEmpty();
    }

    private static WaitingWrites waiting(int groups, int company, Duration patience) {
        return new WaitingWrites(new GroupBounds(groups, company, patience, 1_000, 1_000));
    }

    private static List<PendingWrite> begin(WaitingWrites waiting, PendingWrite queued) {
        return waiting.beginWhileQueued(queued);
    }

    private static List<PendingWrite> add(WaitingWrites waiting, String... conversations) {
        return Stream.of(conversations)
                .map(conversation -> add(waiting, call(conversation)))
                .toList();
    }

    private static PendingWrite add(WaitingWrites waiting, PendingWrite write) {
        waiting.add(write);
        return write;
    }

    /** Returns a call with a message for each conversation. */
    private static PendingWrite call(String... conversations) {
        return new PendingAppends(IntStream.range(0, conversations.length)
                .mapToObj(i -> Append.of(ConversationId.of(conversations[i]), NewMessage.user("hello")))
                .map(append -> new AppendWithToken(append, 1L))
                .toList());
    }

    private static List<PendingWrite> concat(List<PendingWrite> some, List<PendingWrite> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}
