package dev.chatstore.jdbi.append;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.testkit.Racers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WriteQueueTest {
    private static final int THREADS = 8;
    private static final int WRITES = 20_000;

    /** A thread that misses the end of its write waits until this is over, which fails the test. */
    private static final Duration TIMEOUT = Duration.ofHours(1);

    private final AtomicLong written = new AtomicLong();

    @Test
    void noThreadMissesTheEndOfAWriteThatAnotherOneExecutes() {
        writeAll(GroupBounds.single(4));
    }

    @Test
    void noThreadMissesTheEndOfAWriteOfAGroup() {
        writeAll(new GroupBounds(2, 3, TIMEOUT, 4, Long.MAX_VALUE));
    }

    private void writeAll(GroupBounds bounds) {
        WriteQueue queue = new WriteQueue(this::write, bounds, TIMEOUT);
        Racers.all(THREADS, racer -> {
            Append append = Append.of(ConversationId.of("conversation " + racer % 3), NewMessage.user("text"));
            List<AppendWithToken> appends = List.of(new AppendWithToken(append, racer));
            for (int i = 0; i < WRITES; i++) {
                assertThat(queue.append(appends)).hasSize(1);
            }
            return racer;
        });
        assertThat(written).hasValue((long) THREADS * WRITES);
    }

    private void write(List<PendingWrite> group) {
        for (PendingWrite write : group) {
            PendingAppends appends = (PendingAppends) write;
            AppendOutcome receipt = AppendReceipt.appended(
                    appends.appends().get(0).append().conversation(), written.incrementAndGet(), 1, 1);
            appends.succeed(List.of(receipt));
        }
    }
}
