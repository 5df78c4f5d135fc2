package dev.chatstore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.cli.Invocation.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The runnable jar on a pseudo-terminal, as people use it. */
@Timeout(120)
class TerminalIT {
    private static final Pattern BAR =
            Pattern.compile("\rimport +\\d+% \\[=* *] +\\d+/\\d+ MiB \\(0:\\d\\d:\\d\\d / \\S+\\) \\S+ MiB/s");

    @TempDir
    private Path folder;

    private Program program = new Program(Path.of(""));

    @BeforeEach
    void createStore() {
        program =
                new Program(folder).variable("CHATSTORE_URL", Store.in(folder)).variable("TERM", "xterm");
    }

    private void writeConversations(int count) throws IOException {
        String lines = IntStream.range(0, count)
                .mapToObj(i -> "{\"messages\": [{\"role\": \"user\", \"content\": \"hello\"}]}\n")
                .collect(Collectors.joining());
        Files.writeString(folder.resolve("many.jsonl"), lines);
    }

    @Test
    void ctrlCEndsTheBarWithTheRateAndTheTimeLeftAndSaysHowToGoOn() throws Exception {
        writeConversations(300_000);
        Process terminal = program.startOnTerminal(90, "import", "many.jsonl", "--format", "chat-completions");
        Path file = folder.resolve("bot.db");
        try (HeldStore held = HeldStore.inTheMiddle(
                terminal, file, 4, 300_004, () -> BAR.matcher(program.printed()).find())) {
            assertThat(held).isNotNull();
            Program.type(terminal, "\u0003");
            program.awaitPrinted(terminal, text -> text.contains("interrupted"));
        }
        Result interrupted = program.end(terminal);
        assertThat(interrupted.code()).isEqualTo(130);
        // The terminal echoes the keys.
        assertThat(interrupted.out().replace("^C", "").split("[\r\n]+"))
                .filteredOn(line -> line.startsWith("import"))
                .isNotEmpty()
                .allMatch(line -> line.length() <= 90);
        assertThat(interrupted.out())
                .containsPattern(
                        "/s *\r\n+chatstore: interrupted(, and waiting .*\r\nchatstore: interrupted)?\\. What was imported is")
                .doesNotContain("messages added", "the storage is closed");
    }

    @Test
    void aDeletionWaitsForTheAnswer() throws IOException, InterruptedException {
        Result agreed = program.onTerminal(80, "y\n", "delete", "anna");
        assertThat(agreed.code()).isZero();
        assertThat(agreed.out()).contains("Delete conversation anna for good? [y/N]", "deleted anna");
    }

    @Test
    void aTableIsCutToTheWidthAndNoTextReachesTheTerminalAsACommand() throws IOException, InterruptedException {
        Result found = program.onTerminal(60, "", "find", "e");
        assertThat(found.code()).isZero();
        assertThat(found.out()).contains("…").contains("\\u001b[2J").doesNotContain("\u001b", "\u202e");
        assertThat(found.out().lines().filter(line -> line.contains("#")))
                .hasSize(3)
                .allMatch(line -> line.length() <= 60);
    }
}
