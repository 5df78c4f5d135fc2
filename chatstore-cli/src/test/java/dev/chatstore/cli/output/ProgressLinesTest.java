package dev.chatstore.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private ProgressUnit unit = ProgressUnit.CONVERSATIONS;
    private long seconds;

    private ProgressLines start(long total) {
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        return new ProgressLines(out, "import", unit, () -> total, () -> TimeUnit.SECONDS.toNanos(seconds));
    }

    @Test
    void aLineEveryTenSecondsHasTheRateAndTheTimeLeft() {
        ProgressLines progress = start(10_000);
        seconds = 9;
        progress.reached(900);
        seconds = 10;
        progress.reached(1_000);
        seconds = 12;
        progress.reached(1_100);
        seconds = 25;
        progress.reached(5_000);
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("""
                import: 1,000 conversations, 100/s, 10 %, 0:01:30 left
                import: 5,000 conversations, 200/s, 50 %, 0:00:25 left
                """);
    }

    @Test
    void bytesAreShownAsMebibytes() {
        unit = ProgressUnit.BYTES;
        ProgressLines progress = start(40 << 20);
        seconds = 10;
        progress.reached(10 << 20);
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualTo("import: 10.0 MiB, 1.0 MiB/s, 25 %, 0:00:30 left\n");
    }

    @Test
    void withoutATotalTheLineHasTheRateOnly() {
        ProgressLines progress = start(ProgressDisplay.UNKNOWN);
        seconds = 20;
        progress.reached(40);
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("import: 40 conversations, 2/s\n");
    }
}
