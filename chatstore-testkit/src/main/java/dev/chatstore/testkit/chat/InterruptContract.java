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

/** Callers that are interrupted. */
abstract class InterruptContract extends ChatContract {
    private static final int INTERRUPTS = 10_000;
    private static final int WRITERS = 25;

    /** Long enough to leave the processor to the store, in nanoseconds. */
    private static final long A_MOMENT = 20_000;

    InterruptContract(StoreContract contract) {
        super(contract);
    }

    @Test
    void aCallerThatIsInterruptedAlreadyIsServedAndKeepsItsFlag() {
        for (int i = 0; i < 100; i++) {
            Thread.currentThread().interrupt();
            say("one", "two");
            assertThat(Thread.interrupted()).isTrue();
            Thread.currentThread().interrupt();
            assertThat(chats.recent(id, 2)).hasSize(2);
            assertThat(Thread.interrupted()).isTrue();
            Thread.currentThread().interrupt();
            assertThat(chats.edit(id, 1, MessageEdit.text("edit " + i))).isPresent();
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(assertWhole(id)).hasSize(200);
    }

    @Test
    void tenThousandInterruptsAtRandomPointsBreakNoCallAndNoneIsLost() {
        List<Target> targets = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            targets.add(new Target(ConversationId.of("conversation " + i / 2)));
        }

        Racers.all(WRITERS + 1, lane -> lane == WRITERS ? interrupt(targets) : write(targets.get(lane)));

        assertEachThereOnce(targets);
        say("and the store goes on");
    }

    /** Appends pairs, each under one interrupt; returns how many. */
    private int write(Target target) {
        try {
            for (int i = 0; i < INTERRUPTS / WRITERS; i++) {
                target.arm();
                target.receipts.add(say(target.conversation, "first", "second"));
                target.awaitInterrupt();
                assertThat(Thread.interrupted()).as("the flag after the call").isTrue();
            }
            return target.receipts.size();
        } finally {
            target.done = true;
        }
    }

    /** Interrupts each writer once for each of its calls, when it is due; returns how often. */
    private int interrupt(List<Target> targets) {
        int sent = 0;
        while (!targets.stream().allMatch(target -> target.done)) {
            for (Target target : targets) {
                if (target.isDue()) {
                    target.interrupt();
                    sent++;
                }
            }
            LockSupport.parkNanos(A_MOMENT);
        }
        return sent;
    }

    private void assertEachThereOnce(List<Target> targets) {
        for (ConversationId conversation :
                targets.stream().map(target -> target.conversation).distinct().toList()) {
            List<AppendReceipt> receipts = targets.stream()
                    .filter(target -> target.conversation.equals(conversation))
                    .flatMap(target -> target.receipts.stream())
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

    /** One writer. Each of its calls is interrupted once, at a point within about twice the time that a call takes. */
    private static final class Target {
        final ConversationId conversation;
        final List<AppendReceipt> receipts = new ArrayList<>();
        volatile boolean done;

        private final SplittableRandom random = new SplittableRandom(42);
        private @Nullable Thread writer;
        private long start;
        private long usual = 100_000;
        private long due;
        private volatile boolean armed;

        Target(ConversationId conversation) {
            this.conversation = conversation;
        }

        void arm() {
            writer = Thread.currentThread();
            start = System.nanoTime();
            due = start + random.nextLong(2 * usual);
            armed = true;
        }

        void awaitInterrupt() {
            usual = 1 + (7 * usual + System.nanoTime() - start) / 8;
            while (armed) {
                // The interrupt ends this, and leaves the flag.
                LockSupport.park(this);
            }
        }

        boolean isDue() {
            return armed && System.nanoTime() - due >= 0;
        }

        void interrupt() {
            Objects.requireNonNull(writer).interrupt();
            armed = false;
        }
    }
}
