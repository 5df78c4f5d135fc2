package dev.chatstore.testkit.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.StoreContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Interrupts of the calling thread. */
abstract class InterruptContract extends ChatContract {
    private static final int WRITERS = 25;

    /** Long enough to leave the processor to the store. */
    private static final long PAUSE_NANOS = 20_000;

    InterruptContract(StoreContract contract) {
        super(contract);
    }

    @Test
    void anInterruptedCallerIsServedAndKeepsItsInterruptFlag() {
        for (int i = 0; i < 100; i++) {
            Thread.currentThread().interrupt();
            say("one", "two");
            assertThat(Thread.interrupted()).isTrue();
            Thread.currentThread().interrupt();
            assertThat(chats.recent(id, 2)).hasSize(2);
            assertThat(Thread.interrupted()).isTrue();
            Thread.currentThread().interrupt();
            assertThat(chats.edit(id, 1, MessageEdit.of("edit " + i))).isPresent();
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(assertWhole(id)).hasSize(200);
    }

    @Test
    void interruptsAtRandomPointsBreakNoCallAndNoneOfThemIsLost() {
        List<InterruptedWriter> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            writers.add(new InterruptedWriter(ConversationId.of("conversation " + i / 2)));
        }

        int interrupts = interrupts();
        Racers.all(WRITERS + 1, racer -> racer == WRITERS ? interrupt(writers) : write(writers.get(racer), interrupts));

        assertEachStoredOnce(writers);
        say("and the store still works");
    }

    /** Appends pairs, each with one interrupt, and returns their number. */
    private int write(InterruptedWriter writer, int interrupts) {
        try {
            for (int i = 0; i < interrupts / WRITERS; i++) {
                writer.arm();
                writer.receipts.add(say(writer.conversation, "first", "second"));
                writer.awaitInterrupt();
                assertThat(Thread.interrupted())
                        .as("the interrupt flag after the call")
                        .isTrue();
            }
            return writer.receipts.size();
        } finally {
            writer.done = true;
        }
    }

    /** Interrupts each writer once during each of its calls, and returns the number of interrupts. */
    private int interrupt(List<InterruptedWriter> writers) {
        int sent = 0;
        while (!writers.stream().allMatch(writer -> writer.done)) {
            for (InterruptedWriter writer : writers) {
                if (writer.isDue()) {
                    writer.interrupt();
                    sent++;
                }
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return sent;
    }

    private void assertEachStoredOnce(List<InterruptedWriter> writers) {
        for (ConversationId conversation :
                writers.stream().map(writer -> writer.conversation).distinct().toList()) {
            List<AppendReceipt> receipts = writers.stream()
                    .filter(writer -> writer.conversation.equals(conversation))
                    .flatMap(writer -> writer.receipts.stream())
                    .toList();
            List<Message> messages = assertWhole(conversation);
            assertThat(messages).hasSize(2 * receipts.size());
            assertThat(receipts.stream().flatMap(receipt -> receipt.sequences().stream()))
                    .doesNotHaveDuplicates();
            for (AppendReceipt receipt : receipts) {
                int first = (int) receipt.firstSequence();
                assertThat(messages.get(first - 1).text()).isEqualTo("first");
                assertThat(messages.get(first).text()).isEqualTo("second");
            }
        }
    }

    /** A writer. Each of its calls is interrupted once, at a random point within about twice the duration of a call. */
    private static final class InterruptedWriter {
        final ConversationId conversation;
        final List<AppendReceipt> receipts = new ArrayList<>();
        volatile boolean done;

        private final SplittableRandom random = new SplittableRandom(42);
        private @Nullable Thread thread;
        private long start;
        private long typicalNanos = 100_000;
        private long due;
        private volatile boolean armed;

        InterruptedWriter(ConversationId conversation) {
            this.conversation = conversation;
        }

        void arm() {
            thread = Thread.currentThread();
            start = System.nanoTime();
            due = start + random.nextLong(2 * typicalNanos);
            armed = true;
        }

        void awaitInterrupt() {
            typicalNanos = 1 + (7 * typicalNanos + System.nanoTime() - start) / 8;
            while (armed) {
                // The interrupt ends the wait and leaves the flag set.
                LockSupport.park(this);
            }
        }

        boolean isDue() {
            return armed && System.nanoTime() - due >= 0;
        }

        void interrupt() {
            Objects.requireNonNull(thread).interrupt();
            armed = false;
        }
    }
}
