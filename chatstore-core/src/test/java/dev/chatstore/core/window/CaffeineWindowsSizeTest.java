package dev.chatstore.core.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.spi.ConversationWindow;
import dev.chatstore.core.fixture.TestTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The bounds of the cache. */
class CaffeineWindowsSizeTest {
    private static final int MESSAGES = 50;

    private final TestTime nanos = TestTime.still();
    private final LastChangeTimes<ConversationId> lastChanges = new LastChangeTimes<>(nanos);

    @Test
    void bytesAreBounded() {
        CaffeineWindows windows = windows(1 << 20, 1_000_000);
        fill(windows, 200, "x".repeat(1_000));
        assertThat(windows.statistics().bytes()).isLessThanOrEqualTo(1 << 20);
        assertThat(windows.statistics().entries()).isBetween(10L, 21L);
        assertThat(windows.statistics().evictions()).isGreaterThan(100);
    }

    @Test
    void conversationsAreBounded() {
        CaffeineWindows windows = windows(64 << 20, 30);
        fill(windows, 200, "x");
        assertThat(windows.statistics().entries()).isBetween(20L, 30L);
    }

    @Test
    void aCacheOfSizeZeroHoldsNothing() {
        CaffeineWindows windows = windows(0, 30);
        fill(windows, 10, "x");
        assertThat(windows.statistics().entries()).isZero();
        assertThat(windows.isDisabled()).isTrue();
    }

    @Test
    void aConversationLargerThanTheCacheIsNotHeld() {
        CaffeineWindows windows = windows(1 << 20, 10);
        fill(windows, 1, "x".repeat(1 << 20));
        assertThat(windows.statistics().entries()).isZero();
    }

    @Test
    void theLastChangeOfAnEvictedWindowIsRecorded() {
        CaffeineWindows windows = windows(1 << 20, 1_000_000);
        long before = nanos.getAsLong();
        nanos.pass(Duration.ofSeconds(1));
        fill(windows, 200, "x".repeat(1_000));
        long evicted = LongStream.range(0, 200)
                .mapToObj(CaffeineWindowsSizeTest::id)
                .filter(id -> windows.get(id) == null)
                .peek(id -> assertThat(lastChanges.isBefore(before, id)).isFalse())
                .count();
        assertThat(evicted).isGreaterThan(100);
        nanos.pass(Duration.ofSeconds(1));
        assertThat(lastChanges.isBefore(nanos.getAsLong(), id(0))).isTrue();
    }

    /** The heap is measured, so the bounds are wide; an object that the sum omits would show. */
    @Test
    void windowsAreWeighedByTheirHeapSize() {
        CaffeineWindows windows = windows(1L << 30, 1_000_000);
        fill(windows, 10, "warm up");
        windows.clear();
        long before = UsedHeap.bytes();
        for (int i = 0; i < 1_000; i++) {
            fillOne(windows, i, "\u4e2d said in message " + i);
        }
        long taken = UsedHeap.bytes() - before;
        assertThat(windows.statistics().entries()).isEqualTo(1_000);
        assertThat((double) windows.statistics().bytes() / taken).isBetween(0.8, 1.25);
    }

    private CaffeineWindows windows(long bytes, int conversations) {
        return new CaffeineWindows(new CaffeineWindows.Bounds(bytes, conversations, MESSAGES), nanos, lastChanges);
    }

    private static void fill(CaffeineWindows windows, int count, String text) {
        for (int i = 0; i < count; i++) {
            fillOne(windows, i, text);
        }
    }

    private static void fillOne(CaffeineWindows windows, int number, String text) {
        ConversationId id = id(number);
        windows.fill(windows.ticket(id), window(id, text));
    }

    private static ConversationId id(long number) {
        return ConversationId.of("conversation " + number);
    }

    private static ConversationWindow window(ConversationId id, String text) {
        Conversation head = new Conversation(
                id,
                1,
                MESSAGES,
                MESSAGES,
                0,
                Profile.EMPTY,
                false,
                Instant.ofEpochSecond(1),
                Instant.ofEpochSecond(3),
                Instant.ofEpochSecond(2));
        return new ConversationWindow(
                id,
                head,
                LongStream.rangeClosed(1, MESSAGES)
                        .mapToObj(sequence -> message(sequence, text + sequence))
                        .toList());
    }

    private static Message message(long sequence, String text) {
        return Message.appended(
                NewMessage.user(text).withId("id " + sequence), sequence, 1, Instant.ofEpochSecond(sequence));
    }
}
