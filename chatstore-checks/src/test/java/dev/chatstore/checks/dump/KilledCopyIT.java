package dev.chatstore.checks.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.core.dump.RestoreReport;
import dev.chatstore.core.dump.StoreCopy;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy that is killed again and again goes on each time, and is equal in the end. */
final class KilledCopyIT {
    private static final int KILLS = 6;
    private static final int CONVERSATIONS = 400;
    private static final int EACH = 100;

    @TempDir
    Path folder;

    private String sqlite(String name) {
        return "sqlite:" + folder.resolve(name);
    }

    @Test
    void aCopyGoesOnAfterEachKill() throws Exception {
        Random random = new Random(12);
        try (ChatStorage source = ChatStorage.open(sqlite("source.db"))) {
            fill(source);
            for (int i = 0; i < KILLS; i++) {
                copyAndKillAfter(random.nextInt(8));
            }
            try (ChatStorage target = ChatStorage.open(sqlite("target.db"))) {
                RestoreReport last = StoreCopy.from(source).to(target).run();
                assertThat(last.isComplete()).isTrue();
                assertThat(last.alreadyThere().conversations()).isPositive();
                assertThat(StoreCopy.from(source).to(target).verify().isEqual()).isTrue();
            }
        }
    }

    private static void fill(ChatStorage source) {
        StoreAccess access = StoreAccess.of(source).orElseThrow();
        for (int i = 0; i < CONVERSATIONS; i += 40) {
            int first = i;
            access.loader()
                    .load(IntStream.range(first, first + 40)
                            .mapToObj(c -> Loaded.conversation(ConversationId.of("c" + c), EACH))
                            .toList());
        }
    }

    /** Runs a copy and kills it after some steps of its progress. */
    private void copyAndKillAfter(int steps) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CopyProgram.class.getName(),
                        sqlite("source.db"),
                        sqlite("target.db"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader printed = process.inputReader()) {
            List<String> lines = printed.lines().limit(steps + 1L).toList();
            assertThat(lines).isNotEmpty();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
}
