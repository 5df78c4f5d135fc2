package dev.chatstore.cli.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupFolderTest {
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00.9Z");

    @TempDir
    private Path parent;

    @Test
    void rotationKeepsTheNewestAndTouchesNothingElse() throws IOException {
        BackupFolder folder = BackupFolder.of(parent.resolve("new/backups"));
        List<Path> made = new ArrayList<>();
        for (int day = 0; day < 3; day++) {
            made.add(Files.createFile(folder.next(NOON.plusSeconds(day * 86_400L))));
        }
        for (int i = 0; i < 10; i++) {
            made.add(Files.createFile(folder.next(NOON.plusSeconds(3 * 86_400L))));
        }
        Path others = parent.resolve("new/backups");
        Files.createFile(others.resolve("bot.dump.zst"));
        Files.createFile(others.resolve("chatstore-20200101-000000.dump.zst.part"));
        Files.createDirectory(others.resolve("chatstore-20200101-000000.dump.zst"));
        assertThat(made.get(0)).hasFileName("chatstore-20261127-120000.dump.zst");
        assertThat(made.get(12)).hasFileName("chatstore-20261130-120000-10.dump.zst");
        assertThat(folder.rotate(13)).isEmpty();
        assertThat(folder.rotate(2)).containsExactlyInAnyOrderElementsOf(made.subList(0, 11));
        assertThat(folder.backups()).containsExactly(made.get(12), made.get(11));
        try (var files = Files.list(others)) {
            assertThat(files).hasSize(5);
        }
    }

    @Test
    void aFolderThatIsAFileAndARotationThatKeepsNothingAreErrors() throws IOException {
        Path file = Files.createFile(parent.resolve("file"));
        assertThatThrownBy(() -> BackupFolder.of(file)).isInstanceOf(NotDirectoryException.class);
        BackupFolder folder = BackupFolder.of(parent);
        Files.createFile(folder.next(NOON));
        assertThatThrownBy(() -> folder.rotate(0)).isInstanceOf(UsageException.class);
        assertThat(folder.backups()).hasSize(1);
    }
}
