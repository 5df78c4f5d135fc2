package dev.chatstore.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.testkit.fault.PlainChats.Interceptor;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A load finds the stores that break their promises. */
class FaultLoadTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final AtomicInteger appends = new AtomicInteger();
    private final AtomicBoolean haveFaultsEnded = new AtomicBoolean();

    @Test
    void aStoreThatIsSometimesUnavailablePasses() {
        LoadReport report = run((append, execution) -> {
            switch (appends.incrementAndGet() % 5) {
                case 0:
                    throw unavailable(true);
                case 1:
                    execution.get();
                    throw unavailable(true);
                default:
                    return execution.get();
            }
        });

        assertThat(report.acknowledged()).isPositive();
        assertThat(report.unavailable()).isPositive();
        assertThat(report.settled()).isPositive();
        assertThat(report.unknown()).isPositive();
    }

    @Test
    void anAcknowledgedAppendThatIsLostIsFound() {
        assertFails(
                "was acknowledged, but is not stored",
                (append, execution) -> isTheThirtiethWithoutIds(append)
                        ? AppendReceipt.appended(
                                append.conversation(), 1, append.messages().size(), 1)
                        : execution.get());
    }

    @Test
    void anAppendThatIsStoredTwiceIsFound() {
        assertFails("is stored more than once", (append, execution) -> {
            if (isTheThirtiethWithoutIds(append)) {
                execution.get();
            }
            return execution.get();
        });
    }

    @Test
    void aConflictWithItselfIsFound() {
        assertFails("was refused", (append, execution) -> {
            Long expected = append.expectedVersion();
            if (expected == null) {
                return execution.get();
            }
            execution.get();
            throw ConflictException.of(append.conversation(), expected, expected + 1, List.of(), true);
        });
    }

    @Test
    void aConflictWithAnEarlierAttemptIsFound() {
        assertFails("was refused as a conflict, but is stored", (append, execution) -> {
            Long expected = append.expectedVersion();
            if (expected == null || append.messages().get(0).id() == null) {
                return execution.get();
            }
            AppendReceipt receipt = execution.get();
            if (receipt.duplicate()) {
                throw ConflictException.of(append.conversation(), expected, expected + 1, List.of(), true);
            }
            throw unavailable(true);
        });
    }

    @Test
    void anErrorThatMustNotBeRetriedIsFound() {
        assertFails("finally", (append, execution) -> {
            throw unavailable(false);
        });
    }

    @Test
    void anyOtherErrorIsFound() {
        assertFails("a defect", (append, execution) -> {
            throw new IllegalStateException("a defect");
        });
    }

    private boolean isTheThirtiethWithoutIds(Append append) {
        return append.messages().get(0).id() == null
                && append.expectedVersion() == null
                && appends.incrementAndGet() == 30;
    }

    private static UnavailableException unavailable(boolean retryable) {
        return new UnavailableException(retryable ? "for now" : "finally", retryable, null);
    }

    /** The faults end before the run is checked. */
    private Interceptor untilFaultsEnd(Interceptor interceptor) {
        return (append, execution) -> haveFaultsEnded.get() ? execution.get() : interceptor.append(append, execution);
    }

    private LoadReport run(Interceptor interceptor) {
        try (FaultLoad load = FaultLoad.start(PlainChats.behind(untilFaultsEnd(interceptor)), 4, 2)) {
            for (int i = 0; i < 20; i++) {
                load.awaitSuccessOfAll(LIMIT);
            }
            haveFaultsEnded.set(true);
            return load.endAndCheck(LIMIT);
        }
    }

    private void assertFails(String why, Interceptor interceptor) {
        assertThatThrownBy(() -> run(interceptor))
                .isInstanceOf(AssertionError.class)
                .satisfies(error -> assertThat(error + Arrays.toString(error.getSuppressed()))
                        .contains(why));
    }
}
