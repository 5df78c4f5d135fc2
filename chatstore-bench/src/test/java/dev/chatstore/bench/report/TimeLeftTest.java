package dev.chatstore.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeLeftTest {
    private static final List<Duration> PLANNED =
            List.of(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(60));

    @Test
    void atFirstThePlanIsLeft() {
        assertThat(TimeLeft.of(PLANNED, 0, Duration.ZERO)).isEqualTo(Duration.ofSeconds(100));
        assertThat(TimeLeft.of(PLANNED, 1, Duration.ofSeconds(50))).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void thePlanIsCorrectedByWhatTheFirstStepsTook() {
        assertThat(TimeLeft.of(PLANNED, 2, Duration.ofSeconds(60))).isEqualTo(Duration.ofSeconds(90));
        assertThat(TimeLeft.of(PLANNED, 2, Duration.ofSeconds(20))).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void theProgressSaysWhatRunsAndHowLong() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Instant start = Instant.parse("2026-11-26T20:00:00Z");
        Progress progress = new Progress(
                PLANNED,
                start,
                InstantSource.fixed(start.plusSeconds(80)),
                new PrintStream(bytes, true, StandardCharsets.UTF_8));

        progress.begin(2, "a path");
        progress.end("1.20x the time");

        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("[3 of 3, 1:20 elapsed, 2:00 left] a path", "    1.20x the time");
    }
}
