package dev.chatstore.checks.dump;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DumpProgram.class.getName(),
                        sqlite("source.db"),
                        sqlite("restored.db"),
                        sqlite("copied.db"),
                        folder.resolve("store.dump.zst").toString())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(printed).isZero();
        assertThat(printed).contains("all are equal", "802 conversations with 134700 messages, 70 sessions");
    }
}
