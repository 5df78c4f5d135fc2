package dev.chatstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Callers that are interrupted. */
abstract class InterruptContract extends ChatContract {
    private static final int INTERRUPTS = 10_000;
    private static final int WRITERS = 4;

    InterruptContract(StoreContract backend) {
        super(backend);
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
        AtomicBoolean done = new AtomicBoolean();

        Racers.all(WRITERS + 1, lane -> lane == WRITERS ? interruptAll(targets, done) : write(targets.get(lane), done));

        assertThat(targets.stream().mapToLong(target -> target.seen.get()).sum())
                .isEqualTo(INTERRUPTS);
        assertEachThereOnce(targets);
        say("and the store goes on");
    }

    /** Appends pairs until the interrupts are over; returns how many. */
    private int write(Target target, AtomicBoolean done) {
        target.thread.set(Thread.currentThread());
        int pairs = 0;
        try {
            while (!done.get()) {
                target.receipts.add(say(target.conversation, "first", "second"));
                target.checkFlag();
                assertThat(chats.recent(target.conversation, 2)).hasSize(2);
                target.checkFlag();
                pairs++;
            }
            return pairs;
        } finally {
            target.failed.set(!done.get());
        }
    }

    /** Interrupts each writer as soon as it has seen the interrupt before, after a random while. */
    @SuppressWarnings("ThreadPriorityCheck") // it gives way to the writers while it watches them
    private int interruptAll(List<Target> targets, AtomicBoolean done) {
        SplittableRandom random = new SplittableRandom(42);
        long[] due = new long[targets.size()];
        int sent = 0;
        while (sent < INTERRUPTS && targets.stream().noneMatch(target -> target.failed.get())) {
            for (int i = 0; i < targets.size() && sent < INTERRUPTS; i++) {
                Target target = targets.get(i);
                if (target.isReady() && System.nanoTime() - due[i] >= 0) {
                    target.thread.get().interrupt();
                    target.sent.incrementAndGet();
                    due[i] = System.nanoTime() + random.nextInt(200_000);
                    sent++;
                }
            }
            Thread.yield();
        }
        while (targets.stream().anyMatch(target -> !target.isReady() && !target.failed.get())) {
            Thread.yield();
        }
        done.set(true);
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

    /**
     * One writer. An interrupt counts as sent once it has been delivered, so that from then on a flag that is not set
     * is one that a call has swallowed.
     */
    private static final class Target {
        final ConversationId conversation;
        final List<AppendReceipt> receipts = new ArrayList<>();
        final AtomicReference<Thread> thread = new AtomicReference<>();
        final AtomicLong sent = new AtomicLong();
        final AtomicLong seen = new AtomicLong();
        final AtomicBoolean failed = new AtomicBoolean();

        Target(ConversationId conversation) {
            this.conversation = conversation;
        }

        boolean isReady() {
            return thread.get() != null && seen.get() == sent.get();
        }

        void checkFlag() {
            long delivered = sent.get();
            if (Thread.interrupted()) {
                seen.incrementAndGet();
            } else {
                assertThat(seen.get()).as("interrupts that the caller has seen").isGreaterThanOrEqualTo(delivered);
            }
        }
    }
}
