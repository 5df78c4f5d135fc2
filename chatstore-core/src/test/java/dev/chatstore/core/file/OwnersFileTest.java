package dev.chatstore.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OwnersFileTest {
    private static final String RESULT = "result";

    @TempDir
    private Path folder;

    private static String write(Path file, String text) throws IOException {
        return OwnersFile.write(file, out -> written(out, text));
    }

    private static String written(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        return RESULT;
    }

    @Test
    void theFileIsAsItWasUntilTheEndAndAfterAFailure() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "before");

        assertThatThrownBy(() -> OwnersFile.write(file, out -> {
                    written(out, "half");
                    assertThat(file).hasContent("before");
                    throw new IOException("no space");
                }))
                .hasMessage("no space");
        assertThat(file).hasContent("before");
        assertThat(folder.toFile().list()).containsExactly("a");

        assertThat(write(file, "after")).isEqualTo(RESULT);
        assertThat(file).hasContent("after");
        assertThat(folder.toFile().list()).containsExactly("a");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aFileForItsOwnerIsReadByNobodyElseThoughTheOneBeforeWas() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "before");
        Set<PosixFilePermission> open = PosixFilePermissions.fromString("rw-r--r--");
        Files.setPosixFilePermissions(file, open);

        write(file, "kept");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(open);

        OwnersFile.writeForOwner(file, out -> written(out, "after"));
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(file).hasContent("after");
    }

    @Test
    void otherFilesWithThatNameAreLeftAlone() throws IOException {
        Path other = Files.writeString(folder.resolve("a.part"), "mine");

        write(folder.resolve("a"), "text");

        assertThat(other).hasContent("mine");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("a", "a.part");
    }

    @Test
    void aFolderIsRefusedAtOnce() throws IOException {
        Path inside = Files.createDirectory(folder.resolve("inside"));

        for (Path place : new Path[] {inside, folder, Path.of("/"), Path.of("")}) {
            assertThatThrownBy(() -> OwnersFile.write(place, out -> {
                        throw new AssertionError("nothing may be written");
                    }))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageContaining("is a folder; name a file");
        }
        assertThat(inside).isEmptyDirectory();
    }

    @Test
    void aFolderThatIsMissingIsNamed() {
        assertThatThrownBy(() -> write(folder.resolve("none").resolve("a"), "x"))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(folder.resolve("none") + ": is not a folder; create it first");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFolderWhereNothingCanBeCreatedIsNamed() {
        assertThatThrownBy(() -> write(Path.of("/proc/a"), "x"))
                .isInstanceOf(FileSystemException.class)
                .hasMessage("/proc: no file can be created in this folder");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void linksAreFollowed() throws IOException {
        Path target = folder.resolve("data").resolve("target");
        Files.createDirectory(target.getParent());
        Path relative = Files.createSymbolicLink(folder.resolve("relative"), Path.of("data/target"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), relative);

        write(link, "new");
        assertThat(target).hasContent("new");
        write(link, "again");
        assertThat(target).hasContent("again");

        assertThat(link).isSymbolicLink();
        assertThat(relative).isSymbolicLink();
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("data", "relative", "link");
        assertThat(target.getParent().toFile().list()).containsExactly("target");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void linksThatLeadToThemselvesAreRefused() throws IOException {
        Path a = Files.createSymbolicLink(folder.resolve("a"), folder.resolve("b"));
        Files.createSymbolicLink(folder.resolve("b"), a);

        assertThatThrownBy(() -> write(a, "x")).isInstanceOf(FileSystemException.class);
        assertThat(a).isSymbolicLink();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aNewFileIsItsOwnersAndAnExistingOneKeepsItsPermissions() throws IOException {
        Path file = folder.resolve("a");

        write(file, "x");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        write(file, "y");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r--r--");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aDeviceIsWrittenToAndStays() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("null"), Path.of("/dev/null"));

        assertThat(write(link, "x")).isEqualTo(RESULT);

        assertThat(link).isSymbolicLink();
        assertThat(Files.isRegularFile(link)).isFalse();
        assertThat(folder.toFile().list()).containsExactly("null");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aPipeIsWrittenToAndStays() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> read(pipe));

        assertThat(write(pipe, "through")).isEqualTo(RESULT);

        assertThat(read.get(30, TimeUnit.SECONDS)).isEqualTo("through");
        assertThat(folder.toFile().list()).containsExactly("pipe");
        assertThat(Files.isRegularFile(pipe)).isFalse();
    }

    private static String read(Path pipe) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            Files.copy(pipe, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFileThatAProcessHasOpenIsWrittenToUnderItsNumber() throws IOException {
        Path file = Files.writeString(folder.resolve("open"), "before ");
        Object identity = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        try (OutputStream held = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
            Path link = Files.createSymbolicLink(folder.resolve("link"), numberOf(file));
            for (Path name : List.of(numberOf(file), link)) {
                OwnersFile.write(name, out -> {
                    out.write("through ".getBytes(StandardCharsets.UTF_8));
                    return name;
                });
            }
            held.write("after".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(file).hasContent("before through through after");
        assertThat(Files.readAttributes(file, BasicFileAttributes.class).fileKey())
                .isEqualTo(identity);
    }

    private static Path numberOf(Path file) throws IOException {
        try (Stream<Path> numbers = Files.list(Path.of("/proc/self/fd"))) {
            return numbers.filter(number -> leadsTo(number, file)).findFirst().orElseThrow();
        }
    }

    private static boolean leadsTo(Path number, Path file) {
        try {
            return Files.readSymbolicLink(number).equals(file.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }
}
