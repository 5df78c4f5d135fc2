package dev.chatstore.core.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.core.operations.Health;
import dev.chatstore.core.operations.Health.Part;
import dev.chatstore.core.operations.Health.State;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Health while a tier hangs. */
@Timeout(60)
class HealthTest {
    private static final Duration TIMEOUT = Duration.ofMillis(20);
    private static final String SILENT = "did not answer within 20 ms";

    /** Long enough for a tier that does not hang, on a machine with much else to do. */
    private static final Duration ENOUGH = Duration.ofSeconds(2);

    private final Nodes nodes = new Nodes();
    private final ChatStorage storage = nodes.both();
    private final CountDownLatch hanging = new CountDownLatch(1);

    @AfterEach
    void close() {
        hanging.countDown();
        nodes.close();
    }

    @Test
    void aDurableStoreThatHangsIsReportedInTimeAndTheOthersAsTheyAre() {
        nodes.durable.hanging = hanging;
        Health health = storage.health(ENOUGH);
        assertThat(health.state()).isEqualTo(State.DOWN);
        assertThat(health.parts())
                .startsWith(
                        new Part("durable", State.DOWN, "did not answer within 2000 ms"),
                        new Part("shared", State.UP, null));
    }

    @Test
    void aSharedCacheThatHangsIsReportedInTime() {
        nodes.shared.hanging = hanging;
        assertThat(storage.health(TIMEOUT).parts()).contains(new Part("shared", State.DEGRADED, SILENT));
        Health health = storage.health(ENOUGH);
        assertThat(health.state()).isEqualTo(State.DEGRADED);
        assertThat(health.parts().get(0)).isEqualTo(new Part("durable", State.UP, null));
    }

    @Test
    void theDefaultTimeIsOneSecond() {
        nodes.durable.hanging = hanging;
        assertThat(storage.health().parts()).contains(new Part("durable", State.DOWN, "did not answer within 1000 ms"));
    }

    @Test
    void whileATierHangsItIsAskedOnce() {
        nodes.durable.hanging = hanging;
        int before = nodes.durable.calls.get();
        for (int i = 0; i < 10; i++) {
            assertThat(storage.health(TIMEOUT).state()).isEqualTo(State.DOWN);
        }
        assertThat(nodes.durable.calls.get() - before).isEqualTo(1);
    }

    @Test
    void aTierThatAnswersAgainIsUp() {
        nodes.durable.hanging = hanging;
        nodes.shared.hanging = hanging;
        assertThat(storage.health(TIMEOUT).state()).isEqualTo(State.DOWN);
        hanging.countDown();
        Await.within(Duration.ofSeconds(30), () -> storage.health().state() == State.UP);
    }

    @Test
    void aTierThatThrowsAnErrorIsReported() {
        nodes.shared.error = new NoClassDefFoundError("a broken jar");
        assertThat(storage.health().parts().get(1).state()).isEqualTo(State.DEGRADED);
    }

    @Test
    void aTimeThatIsTooShortOrTooLongIsRefused() {
        for (Duration timeout : new Duration[] {Duration.ZERO, Duration.ofNanos(999_999), Duration.ofDays(1)}) {
            assertThatThrownBy(() -> storage.health(timeout)).isInstanceOf(InvalidInputException.class);
        }
    }
}
