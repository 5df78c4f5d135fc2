package dev.chatstore.core.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.core.memory.MemoryBackendProvider;
import dev.chatstore.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class StoreLeaseTest {
    private static final Duration TIME = Duration.ofMinutes(1);

    private final MutableClock clock = MutableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
    private final Backend backend = new MemoryBackendProvider()
            .open(new BackendContext(
                            ConnectionUrl.parse("memory:"), new Settings(Map.of()), clock, RandomGenerator.getDefault())
                    .withClocks(clock, clock));
    private final SessionBackend sessions = backend.sessions();

    @Test
    void onlyOneHasTheLeaseOnAWork() {
        Optional<StoreLease> first = StoreLease.take(sessions, "retention", TIME);

        assertThat(first).isPresent();
        assertThat(StoreLease.take(sessions, "retention", TIME)).isEmpty();
        assertThat(StoreLease.take(sessions, "backup", TIME)).isPresent();
    }

    @Test
    void aLeaseThatIsGivenBackCanBeTaken() {
        StoreLease.take(sessions, "retention", TIME).orElseThrow().close();

        assertThat(StoreLease.take(sessions, "retention", TIME)).isPresent();
    }

    @Test
    void aLeaseOfADeadProcessEndsByItself() {
        StoreLease dead = StoreLease.take(sessions, "retention", TIME).orElseThrow();
        clock.advance(TIME);

        StoreLease next = StoreLease.take(sessions, "retention", TIME).orElseThrow();

        assertThat(dead.renew()).as("the process was only paused").isFalse();
        dead.close();
        assertThat(next.renew()).as("closing a lost lease leaves the new one").isTrue();
    }

    @Test
    void aRenewedLeaseLastsForItsFullTimeAgain() {
        StoreLease lease = StoreLease.take(sessions, "retention", TIME).orElseThrow();
        clock.advance(TIME.dividedBy(2));
        assertThat(lease.renew()).isTrue();
        clock.advance(TIME.dividedBy(2));

        assertThat(StoreLease.take(sessions, "retention", TIME)).isEmpty();
    }
}
