package dev.chatstore.core.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.StoreScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreBackupTest {
    private final ChatStorage source = FilledStore.filled();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        source.close();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aBackupIsADumpThatRestores() throws IOException {
        BackupReport report = StoreBackup.of(source).into(folder).run();

        assertThat(names()).containsExactly(report.file().getFileName().toString());
        assertThat(report.file().getFileName().toString()).matches("chatstore-\\d{8}T\\d{6}\\.\\d{3}Z\\.dump\\.zst");
        assertThat(report.bytes()).isEqualTo(Files.size(report.file()));
        assertThat(report.content()).isEqualTo(StoreDigest.of(source, StoreScope.everything()));
        assertThat(Files.getPosixFilePermissions(report.file()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (ChatStorage target = FilledStore.empty()) {
            StoreRestore.into(target).read(report.file());
            assertThat(StoreDigest.of(target, StoreScope.everything())).isEqualTo(report.content());
        }
    }

    @Test
    void theOldestFilesOfItsNameAreRemovedAndNoOthers() throws IOException {
        List<String> old = List.of(
                "bot-20200101T000000.000Z.dump.zst",
                "bot-20210101T000000.000Z.dump.zst",
                "bot-20220101T000000.000Z.dump.zst");
        List<String> others = List.of(
                "bot-20200101T000000.000Z.db",
                "bot-20200101T000000.000Z.dump.zst.part",
                "bot-notes.dump.zst",
                "chatstore-20200101T000000.000Z.dump.zst",
                "robot-20200101T000000.000Z.dump.zst");
        for (String name : Stream.concat(old.stream(), others.stream()).toList()) {
            Files.createFile(folder.resolve(name));
        }
        BackupReport report =
                StoreBackup.of(source).into(folder).named("bot").keeping(2).run();

        assertThat(report.removed()).containsExactly(folder.resolve(old.get(1)), folder.resolve(old.get(0)));
        List<String> left = new ArrayList<>(others);
        left.add(old.get(2));
        left.add(report.file().getFileName().toString());
        assertThat(names()).containsExactlyInAnyOrderElementsOf(left);
    }

    /** As after the clock was put back. */
    @Test
    void theNewFileStaysThoughOthersHaveLaterTimes() throws IOException {
        Files.createFile(folder.resolve("chatstore-99990101T000000.000Z.dump.zst"));
        BackupReport report = StoreBackup.of(source).into(folder).keeping(1).run();
        assertThat(names()).containsExactly(report.file().getFileName().toString());
    }

    @Test
    void nothingIsRemovedByDefaultOrWhenABackupFails() throws IOException {
        Files.createFile(folder.resolve("chatstore-20200101T000000.000Z.dump.zst"));
        StoreBackup.of(source).into(folder).run();
        assertThat(names()).hasSize(2);

        source.close();
        StoreBackup backup = StoreBackup.of(source).into(folder).keeping(1);
        assertThatThrownBy(backup::run).hasMessageContaining("closed");
        assertThat(names()).hasSize(2);
    }

    @Test
    void aStoreThatIsNoFileIsNotCopiedAsOne() throws IOException {
        StoreBackup backup = StoreBackup.of(source).into(folder).asSqliteFile();
        assertThatThrownBy(backup::run)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("write a dump");
        assertThat(names()).isEmpty();
    }

    @Test
    void aFolderThatIsMissingIsNamed() {
        StoreBackup backup = StoreBackup.of(source).into(folder.resolve("absent"));
        assertThatThrownBy(backup::run)
                .isInstanceOf(NotDirectoryException.class)
                .hasMessageContaining("absent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "..", "a.b", "ü"})
    void aNameThatIsNoBeginningOfAFileIsRefused(String name) {
        assertThatThrownBy(() -> StoreBackup.of(source).named(name))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("name");
    }

    @Test
    void aNumberOfFilesBelowOneIsRefused() {
        assertThatThrownBy(() -> StoreBackup.of(source).keeping(0)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void aCheckFindsADamagedFile() throws IOException {
        Path file = StoreBackup.of(source).into(folder).run().file();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> DumpCheck.of(file)).isInstanceOf(DamagedDumpException.class);
    }
}
