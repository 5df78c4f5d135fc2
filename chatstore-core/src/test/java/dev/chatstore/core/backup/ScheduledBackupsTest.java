package dev.chatstore.core.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.ChatStorageBuilder;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.core.audit.AuditEntry;
import dev.chatstore.core.audit.AuditQuery;
import dev.chatstore.core.audit.AuditTrail;
import dev.chatstore.core.metrics.StorageMetrics;
import dev.chatstore.core.operations.BackupStatus;
import dev.chatstore.core.operations.Health;
import dev.chatstore.core.operations.Health.State;
import dev.chatstore.testkit.Polling;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduledBackupsTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private static ChatStorageBuilder builder() {
        return ChatStorage.builder().url("memory:").set("backup.every", "1d");
    }

    private static BackupStatus written(ChatStorage storage) {
        assertThat(Polling.until(LIMIT, () -> {
                    BackupStatus status = storage.statistics().backups();
                    return status != null && status.successes() + status.failures() > 0;
                }))
                .isTrue();
        return Objects.requireNonNull(storage.statistics().backups());
    }

    @Test
    void aStorageWritesItsBackupsInTheBackground() throws IOException {
        try (ChatStorage storage = builder()
                .set("backup.to", folder.toString())
                .set("audit", "changes")
                .open()) {
            BackupStatus status = written(storage);

            assertThat(status.successes()).isEqualTo(1);
            assertThat(status.file()).startsWith(folder.toString());
            assertThat(storage.health().parts()).contains(new Health.Part("backup", State.UP, null));
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            new StorageMetrics(storage).bindTo(registry);
            assertThat(registry.get("chatstore.backup.runs")
                            .tag("result", "success")
                            .functionCounter()
                            .count())
                    .isEqualTo(1);
            assertThat(registry.get("chatstore.backup.age").timeGauge().value()).isBetween(0.0, 3_600.0);
            assertThat(registry.get("chatstore.audit.entries").functionCounter().count())
                    .isEqualTo(2);
            String guide = Files.readString(Path.of("../docs/operations.md"));
            assertThat(registry.getMeters())
                    .extracting(meter -> meter.getId().getName())
                    .allSatisfy(name -> assertThat(guide).contains("`" + name + "`"));
            AuditTrail trail = storage.audit();
            assertThat(trail.entries(AuditQuery.of(trail.nameOf(AuditTrail.WHOLE_STORE)))
                            .items())
                    .extracting(AuditEntry::actor)
                    .containsOnly("chatstore:backup");
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void whatFailsShowsInTheHealth() {
        try (ChatStorage storage =
                builder().set("backup.to", folder.resolve("missing").toString()).open()) {
            assertThat(written(storage).failures()).isEqualTo(1);
            assertThat(storage.health().state()).isEqualTo(State.DEGRADED);
        }
    }

    @Test
    void aScheduleNeedsAFolder() {
        ChatStorageBuilder builder = builder();
        assertThatThrownBy(builder::open)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("backup.to must name a folder if backup.every is set");
    }

    @Test
    void withoutAScheduleThereIsNoPartOfTheHealthAndNoMeter() {
        try (ChatStorage storage = ChatStorage.open("memory:")) {
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            new StorageMetrics(storage).bindTo(registry);

            assertThat(storage.health().parts()).extracting(Health.Part::name).containsExactly("durable");
            assertThat(registry.find("chatstore.backup.age").meter()).isNull();
            assertThat(registry.find("chatstore.audit.entries").meter()).isNull();
        }
    }
}
