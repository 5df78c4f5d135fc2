package dev.chatstore.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long millis;

    private ProgressDisplay start() {
        return start(ProgressUnit.CONVERSATIONS, 200);
    }

    private ProgressDisplay start(ProgressUnit unit, long total) {
        PrintStream terminal = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        return new TerminalProgress(
                terminal, 70, "import", unit, () -> total, () -> TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Test
    void aBarFitsIntoTheTerminalAndEndsItsLine() {
        try (ProgressDisplay progress = start()) {
            millis = 500;
            progress.reached(50);
            progress.reached(150);
            progress.reached(100);
        }
        String shown = bytes.toString(StandardCharsets.UTF_8);
        assertThat(shown)
                .startsWith("\rimport conversations")
                .contains("75%", "150/200", "/s")
                .endsWith("\n");
        assertThat(Arrays.stream(shown.split("[\r\n]"))).allMatch(line -> DisplayWidth.of(line) < 70);
    }

    @Test
    void aBarOfBytesCountsMebibytes() {
        try (ProgressDisplay progress = start(ProgressUnit.BYTES, 200 << 20)) {
            millis = 500;
            progress.reached(50 << 20);
            progress.reached(150 << 20);
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .startsWith("\rimport ")
                .contains("75%", "150/200 MiB");
    }

    @Test
    void anOperationOfLessThanHalfASecondShowsNone() {
        try (ProgressDisplay progress = start()) {
            millis = 499;
            progress.reached(200);
        }
        assertThat(bytes.size()).isZero();
    }
}
