package dev.chatstore.core.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.ClosedException;
import dev.chatstore.testkit.Racers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class OpenGateTest {
    private final OpenGate gate = new OpenGate("the test's store");

    @Test
    void callsPassWhileItIsOpen() {
        gate.checkOpen();
        assertThat(gate.call(() -> "result")).isEqualTo("result");
    }

    @Test
    void nothingPassesOnceItIsClosed() {
        assertThat(gate.close()).isTrue();
        assertThatThrownBy(gate::checkOpen).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> gate.call(() -> "result")).isInstanceOf(ClosedException.class);
    }

    @Test
    void itIsClosedOnce() {
        assertThat(gate.close()).isTrue();
        assertThat(gate.close()).isFalse();
    }

    @Test
    void closingWaitsForARunningCallAndItsSteps() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Future<String> call = Racers.start(
                "call",
                () -> gate.call(() -> {
                    running.countDown();
                    await(release);
                    return gate.call(() -> "step");
                }));
        await(running);
        Future<Boolean> closing = Racers.start("close", gate::close);
        untilClosing();
        assertThat(closing).isNotDone();
        release.countDown();
        assertThat(call.get()).isEqualTo("step");
        assertThat(closing.get()).isTrue();
        assertThatThrownBy(() -> gate.call(() -> "later")).isInstanceOf(ClosedException.class);
    }

    @Test
    void aCallThatFailsIsNotWaitedFor() {
        assertThatThrownBy(() -> gate.call(() -> {
                    throw new IllegalStateException("failed");
                }))
                .hasMessage("failed");
        assertThat(gate.close()).isTrue();
    }

    @Test
    void anInterruptEndsTheWaitAndStaysSet() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Future<String> call = Racers.start(
                "call",
                () -> gate.call(() -> {
                    running.countDown();
                    await(release);
                    return "done";
                }));
        await(running);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread closing = new Thread(() -> {
            gate.close();
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        closing.start();
        untilClosing();
        while (!interrupted.isDone()) {
            // An interrupt from before the wait is deferred, so one alone may come too early.
            closing.interrupt();
            Thread.onSpinWait();
        }
        assertThat(interrupted.join()).isTrue();
        assertThatThrownBy(() -> gate.call(() -> "later")).isInstanceOf(ClosedException.class);
        release.countDown();
        assertThat(call.get()).isEqualTo("done");
    }

    private void untilClosing() {
        while (true) {
            try {
                gate.checkOpen();
                Thread.onSpinWait();
            } catch (ClosedException e) {
                return;
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
