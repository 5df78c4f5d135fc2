package dev.chatstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Storage;
import dev.chatstore.testkit.fault.FaultLoad;
import dev.chatstore.testkit.fault.LoadReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writers and readers whose commits lose their replies again and again. */
final class SqliteLostRepliesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LOST = 50;

    private final ProbedSqlite sqlite = new ProbedSqlite();

    @TempDir
    Path folder;

    @Test
    void messagesThatTheStoreRetriesAreStoredOnce() {
        LoadReport report = loseReplies(Map.of());

        assertThat(report.unavailable()).isZero();
    }

    @Test
    void messagesThatCallersRetryAreStoredOnce() {
        LoadReport report = loseReplies(Map.of("database.retries", "0"));

        assertThat(report.unavailable()).isPositive();
        assertThat(report.settled()).isPositive();
        assertThat(report.unknown()).isPositive();
    }

    private LoadReport loseReplies(Map<String, String> settings) {
        try (Storage stores = sqlite.open("sqlite:" + folder.resolve("bot.db"), InstantSource.system(), settings);
                FaultLoad load = FaultLoad.start(stores.chats(), 8, 4)) {
            for (int i = 0; i < LOST; i++) {
                sqlite.probes().loseNextReply();
                load.awaitSuccessOfAll(PATIENCE);
            }
            return load.endAndCheck(PATIENCE);
        }
    }
}
