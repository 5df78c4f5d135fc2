package dev.chatstore.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ProgressBarsTest {
    @Test
    void aBarFitsIntoTheTerminalAndEndsWithALine() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream terminal = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        try (Progress progress = ProgressBars.start(terminal, 70, "import", "conversations", 200)) {
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
}
