package dev.chatstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class MutableClockTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final MutableClock clock = MutableClock.at(START);

    @Test
    void itStandsStillByDefault() {
        assertThat(clock.instant()).isEqualTo(START);
        assertThat(clock.instant()).isEqualTo(START);
    }

    @Test
    void itCanBeMovedForwardAndBack() {
        clock.advance(Duration.ofSeconds(5));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(5));
        clock.advance(Duration.ofSeconds(-9));
        assertThat(clock.instant()).isEqualTo(START.minusSeconds(4));
        clock.set(START);
        assertThat(clock.instant()).isEqualTo(START);
    }

    @Test
    void itTicksWithEachReadingUntilItIsFrozen() {
        clock.tick(Duration.ofMillis(1));
        assertThat(clock.instant()).isEqualTo(START);
        assertThat(clock.instant()).isEqualTo(START.plusMillis(1));
        clock.freeze();
        assertThat(clock.instant()).isEqualTo(START.plusMillis(2));
        assertThat(clock.instant()).isEqualTo(START.plusMillis(2));
    }
}
