package dev.chatstore.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.testkit.fault.PlainChats.Between;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The judge of a load tells stores that keep their word from others. */
class FaultLoadTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AtomicInteger appends = new AtomicInteger();
    private final AtomicBoolean isOver = new AtomicBoolean();

    @Test
    void aStoreThatIsSometimesUnavailablePasses() {
        LoadReport report = run((append, made) -> {
            switch (appends.incrementAndGet() % 5) {
                case 0:
                    throw unavailable(true);
                case 1:
                    made.get();
                    throw unavailable(true);
                default:
                    return made.get();
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
                "was acknowledged and is not there",
                (append, made) -> isTheThirtiethWithoutIds(append)
                        ? AppendReceipt.appended(
                                append.conversation(), 1, append.messages().size(), 1)
                        : made.get());
    }

    @Test
    void anAppendThatIsStoredTwiceIsFound() {
        assertFails("is there more than once", (append, made) -> {
            if (isTheThirtiethWithoutIds(append)) {
                made.get();
            }
            return made.get();
        });
    }

    @Test
    void aConflictWithItselfIsFound() {
        assertFails("was refused", (append, made) -> {
            Long expected = append.expectedVersion();
            if (expected == null) {
                return made.get();
            }
            made.get();
            throw ConflictException.of(append.conversation(), expected, expected + 1, List.of(), true);
        });
    }

    @Test
    void aConflictWithTheEarlierSendingIsFound() {
        assertFails("was refused as a conflict and is there", (append, made) -> {
            Long expected = append.expectedVersion();
            if (expected == null || append.messages().get(0).id() == null) {
                return made.get();
            }
            AppendReceipt receipt = made.get();
            if (receipt.duplicate()) {
                throw ConflictException.of(append.conversation(), expected, expected + 1, List.of(), true);
            }
            throw unavailable(true);
        });
    }

    @Test
    void anErrorThatMustNotBeRetriedIsFound() {
        assertFails("finally", (append, made) -> {
            throw unavailable(false);
        });
    }

    @Test
    void anyOtherErrorIsFound() {
        assertFails("a defect", (append, made) -> {
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

    /** The faults pass before the run is judged. */
    private Between untilOver(Between between) {
        return (append, made) -> isOver.get() ? made.get() : between.append(append, made);
    }

    private LoadReport run(Between between) {
        try (FaultLoad load = FaultLoad.start(PlainChats.behind(untilOver(between)), 4, 2)) {
            for (int i = 0; i < 20; i++) {
                load.awaitAnswersToAll(PATIENCE);
            }
            isOver.set(true);
            return load.judge(PATIENCE);
        }
    }

    private void assertFails(String why, Between between) {
        assertThatThrownBy(() -> run(between))
                .isInstanceOf(AssertionError.class)
                .satisfies(error -> assertThat(error + Arrays.toString(error.getSuppressed()))
                        .contains(why));
    }
}
