package dev.chatstore.core.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {
    @TempDir
    private Path parent;

    private Path left(String name, Duration age) throws IOException {
        Path folder = Files.createDirectory(parent.resolve(name));
        Files.writeString(folder.resolve("x.tmp"), "text");
        Files.createDirectory(folder.resolve("inner"));
        Instant now = Files.getLastModifiedTime(folder).toInstant();
        return Files.setLastModifiedTime(folder, FileTime.from(now.minus(age)));
    }

    @Test
    void itIsTheOwnersAloneAndGoesWithAllThatItHas() throws IOException {
        Path file;
        try (TemporaryFolder folder = TemporaryFolder.create(parent)) {
            file = Files.writeString(folder.newFile(), "text");
            Files.createDirectory(file.resolveSibling("inner"));
            assertThat(file).exists();
            if (parent.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                assertPermissions(file, "rw-------");
                assertPermissions(file.getParent(), "rwx------");
            }
        }
        assertThat(parent).isEmptyDirectory();
    }

    private static void assertPermissions(Path path, String permissions) throws IOException {
        assertThat(Files.getPosixFilePermissions(path)).isEqualTo(PosixFilePermissions.fromString(permissions));
    }

    @Test
    void whatAKilledProcessHasLeftIsRemovedADayLater() throws IOException {
        Path old = left("chatstore-tmp-1", Duration.ofHours(25));
        Path young = left("chatstore-tmp-2", Duration.ofHours(23));
        Path foreign = left("another-tmp", Duration.ofDays(9));
        Path outside = Files.createDirectory(parent.resolve("outside"));
        Path link = Files.createSymbolicLink(old.resolve("inner/link"), outside);
        try (TemporaryFolder folder = TemporaryFolder.create(parent)) {
            assertThat(folder).isNotNull();
            assertThat(old).doesNotExist();
            assertThat(link).doesNotExist();
            assertThat(young).exists();
            assertThat(foreign).exists();
            assertThat(outside).exists();
        }
    }

    @Test
    void whatIsInUseStaysHoweverOldItIs() throws IOException {
        try (TemporaryFolder first = TemporaryFolder.create(parent)) {
            Path file = first.newFile();
            Instant now = Files.getLastModifiedTime(file).toInstant();
            Files.setLastModifiedTime(file.getParent(), FileTime.from(now.minus(Duration.ofDays(9))));
            TemporaryFolder.create(parent).close();
            assertThat(file).exists();
        }
    }
}
