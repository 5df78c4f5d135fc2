package dev.chatstore.core.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.core.audit.SharedMemory;
import dev.chatstore.core.lease.StoreLease;
import dev.chatstore.core.operations.BackupStatus;
import dev.chatstore.core.operations.Health.Part;
import dev.chatstore.core.operations.Health.State;
import dev.chatstore.testkit.MutableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupScheduleTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final MutableClock clock = MutableClock.at(START);
    private final AtomicLong nanos = new AtomicLong();
    private final SharedMemory memory = new SharedMemory();
    private final ChatStorage storage =
            memory.builder().clock(clock).expiryClock(clock).open();

    @TempDir
    Path parent;

    private Path folder;

    @BeforeEach
    void fill() throws IOException {
        folder = Files.createDirectory(parent.resolve("backups"));
        storage.chats().append(ConversationId.of("anna"), NewMessage.user("hello"));
    }

    @AfterEach
    void close() {
        storage.close();
    }

    private BackupSchedule schedule() {
        return schedule(folder);
    }

    private BackupSchedule schedule(Path to) {
        return new BackupSchedule(storage, memory.sessions(), new BackupPlan(DAY, to, 3), nanos::get, () -> false);
    }

    /** Time passes for the store and for the process. */
    private void pass(Duration time) {
        clock.advance(time);
        nanos.addAndGet(time.toNanos());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void theFirstBackupIsDueAtOnceAndTheNextAfterTheInterval() throws IOException {
        BackupSchedule schedule = schedule();
        assertThat(schedule.step()).isEqualTo(LONGEST_PAUSE);
        assertThat(files()).containsExactly("chatstore-20260301T120000.000Z.dump.zst");

        pass(DAY.minusMinutes(1));
        assertThat(schedule.step()).isEqualTo(Duration.ofMinutes(1));
        assertThat(files()).hasSize(1);

        pass(Duration.ofMinutes(1));
        assertThat(schedule.step()).isEqualTo(LONGEST_PAUSE);
        assertThat(files()).hasSize(2);
        assertThat(schedule.status())
                .isEqualTo(new BackupStatus(
                        START.plus(DAY),
                        Duration.ZERO,
                        folder.resolve("chatstore-20260302T120000.000Z.dump.zst")
                                .toString(),
                        null,
                        null,
                        2,
                        0));
    }

    @Test
    void asManyAreKeptAsThePlanSays() throws IOException {
        BackupSchedule schedule = schedule();
        for (int i = 0; i < 5; i++) {
            schedule.step();
            pass(DAY);
        }

        assertThat(files()).hasSize(3);
    }

    @Test
    void aRestartDoesNotBeginAnewAndMakesUpForWhatWasMissedOnce() throws IOException {
        schedule().step();
        pass(DAY.dividedBy(2));
        schedule().step();
        assertThat(files()).hasSize(1);

        pass(DAY.multipliedBy(5));
        schedule().step();
        schedule().step();
        assertThat(files()).hasSize(2);
    }

    @Test
    void ofTwoProcessesOneWritesABackup() throws IOException {
        BackupSchedule other = schedule();
        schedule().step();
        other.step();

        assertThat(files()).hasSize(1);
        assertThat(other.status().successes()).isZero();
        assertThat(other.status().lastSuccess()).isEqualTo(START);
    }

    @Test
    void whileAnotherProcessWritesThisOneWaits() throws IOException {
        Optional<StoreLease> held = StoreLease.take(memory.sessions(), "backup", Duration.ofMinutes(15));
        assertThat(held).isPresent();
        assertThat(schedule().step()).isEqualTo(LONGEST_PAUSE);
        assertThat(files()).isEmpty();

        // It died: its right ends by itself.
        pass(Duration.ofMinutes(15));
        schedule().step();
        assertThat(files()).hasSize(1);
    }

    @Test
    void aFailureIsRememberedAndTriedAgainLater() throws IOException {
        Path missing = parent.resolve("missing");
        BackupSchedule schedule = schedule(missing);
        assertThatThrownBy(schedule::step).isInstanceOf(NotDirectoryException.class);
        assertThat(schedule.status().lastFailure()).isEqualTo(START);
        assertThat(schedule.status().error()).contains("NotDirectoryException").contains("missing");
        assertThat(schedule.status().failures()).isEqualTo(1);

        // Another process waits as well.
        assertThat(schedule(missing).step()).isEqualTo(LONGEST_PAUSE);
        Files.createDirectory(missing);
        pass(Duration.ofHours(1));
        assertThat(schedule.step()).isEqualTo(LONGEST_PAUSE);
        assertThat(schedule.status().successes()).isEqualTo(1);
        assertThat(schedule.health()).isEqualTo(new Part("backup", State.UP, null));
    }

    @Test
    void theHealthIsDegradedOnceTheLastSuccessIsOlderThanTwoIntervals() throws IOException {
        BackupSchedule schedule = schedule();
        assertThat(schedule.health().state()).isEqualTo(State.UP);
        schedule.step();
        pass(DAY.multipliedBy(2));
        assertThat(schedule.health().state()).isEqualTo(State.UP);
        pass(Duration.ofSeconds(1));

        assertThat(schedule.health().state()).isEqualTo(State.DEGRADED);
        assertThat(schedule.health().reason())
                .isEqualTo("the last backup that succeeded is of 2026-03-01T12:00:00Z, more than two intervals ago");
    }

    @Test
    void withoutAnySuccessTheHealthIsDegradedAfterAFailureOrTwoIntervals() {
        BackupSchedule schedule = schedule();
        BackupSchedule failing = schedule(parent.resolve("missing"));
        assertThatThrownBy(failing::step).isInstanceOf(IOException.class);
        assertThat(failing.health().reason()).startsWith("no backup has succeeded yet; last failure: NotDirectory");

        assertThat(schedule.health().state()).isEqualTo(State.UP);
        nanos.addAndGet(DAY.multipliedBy(2).toNanos() + 1);
        assertThat(schedule.health().reason()).isEqualTo("no backup has succeeded yet");
    }
}
