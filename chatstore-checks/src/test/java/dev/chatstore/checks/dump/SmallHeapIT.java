package dev.chatstore.checks.dump;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole stores move through a heap that holds a part of them. */
final class SmallHeapIT {
    @TempDir
    Path folder;

    private String sqlite(String name) {
        return "sqlite:" + folder.resolve(name);
    }

    @Test
    void aStoreThatIsLargerThanTheHeapIsDumpedRestoredAndCopied() throws Exception {
        assertThat(printed(
                        "64m",
                        DumpProgram.class,
                        sqlite("source.db"),
                        sqlite("restored.db"),
                        sqlite("copied.db"),
                        folder.resolve("store.dump.zst").toString()))
                .contains("all are equal", "802 conversations with 134700 messages, 70 sessions");
    }

    /** An object for each of the rows would take all of this heap. */
    @Test
    void aTableOfManyRowsThatAreNotTogetherIsImported() throws Exception {
        Path table = folder.resolve("table.csv");
        try (BufferedWriter rows = Files.newBufferedWriter(table)) {
            rows.write("n,chat,text\n");
            for (int i = 0; i < 200_000; i++) {
                rows.write(i + ",chat-" + i % 1_000 + ",text\n");
            }
        }
        assertThat(printed("24m", ImportProgram.class, table.toString()))
                .contains("1000 conversations, 200000 messages added, 0 already there, 0 skipped");
    }

    private static String printed(String heap, Class<?> program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(printed).isZero();
        return printed;
    }
}
