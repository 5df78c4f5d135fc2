package dev.chatstore.core.transfer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives that are odd, damaged or made to do harm. */
final class SourceFilesTest {
    private static final int MAX_TEXT = 1 << 20;

    @TempDir
    private Path folder;

    private static byte[] zip(Charset names, String... files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, names)) {
            for (String name : files) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(("content of " + name).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private SourceFiles open(byte[] archive) throws IOException {
        return SourceFiles.open(Files.write(folder.resolve("source.zip"), archive), MAX_TEXT);
    }

    private static String text(SourceFile file) throws IOException {
        return Files.readString(file.path());
    }

    @Test
    void namesThatAreNotUtf8AreReadAsTheyAre() throws IOException {
        try (SourceFiles source = open(zip(StandardCharsets.ISO_8859_1, "grød.txt"))) {
            assertThat(source.files()).extracting(SourceFile::name).containsExactly("grød.txt");
            assertThat(text(source.files().get(0))).isEqualTo("content of grød.txt");
        }
    }

    @Test
    void backslashesAreFolders() throws IOException {
        try (SourceFiles source = open(zip(StandardCharsets.UTF_8, "a\\b\\c.txt", "a\\.hidden", "empty\\"))) {
            assertThat(source.files()).extracting(SourceFile::name).containsExactly("a/b/c.txt");
            assertThat(text(source.files().get(0))).isEqualTo("content of a\\b\\c.txt");
        }
    }

    @Test
    void twoFilesOfOneNameAreRefused() throws IOException {
        byte[] archive = zip(StandardCharsets.UTF_8, "one.txt", "two.txt");
        String names = new String(archive, StandardCharsets.ISO_8859_1).replace("two.txt", "one.txt");

        assertThatThrownBy(() -> open(names.getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(ZipException.class)
                .hasMessageContaining("two files of one name");
    }

    @Test
    void moreThanAllowedIsNotUnpacked() throws IOException {
        Path packed = folder.resolve("bomb.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(new byte[10_000]);
        }

        try (SourceFiles source = SourceFiles.open(packed, MAX_TEXT, null, 9_999)) {
            assertThat(source.bytes()).isEqualTo(10_000);
            assertThatThrownBy(() -> source.files().get(0).path())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("more than 9999 bytes");
            assertThat(source.files().get(0).isCopy()).isFalse();
        }
        try (SourceFiles source = SourceFiles.open(packed, MAX_TEXT, null, 10_000)) {
            assertThat(source.files().get(0).path()).hasSize(10_000);
        }
    }

    @Test
    void anEntryThatIsLongerThanItSaysIsNotUnpacked() throws IOException {
        byte[] archive = zip(StandardCharsets.UTF_8, "a.txt");
        ByteBuffer bytes = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        int directory = bytes.getInt(archive.length - 6);
        bytes.putInt(directory + 24, 5);

        try (SourceFiles source = open(archive)) {
            assertThatThrownBy(() -> source.files().get(0).path())
                    .isInstanceOf(ZipException.class)
                    .hasMessageContaining("a.txt is longer than the 5 bytes");
        }
    }

    @Test
    void allCopiesGoWithWhateverIsNextToThem() throws IOException {
        Path copy;
        try (SourceFiles source = open(zip(StandardCharsets.UTF_8, "a.txt", "b.txt"))) {
            copy = source.files().get(0).path();
            Files.createFile(copy.resolveSibling("of-a-library"));
            assertThat(source.files().get(1).path().getParent()).isEqualTo(copy.getParent());
        }
        assertThat(copy.getParent()).doesNotExist();
    }

    @Test
    void aDatabaseHasWhatBelongsToIt() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : List.of("x.db", "x.db-wal", "y.db")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(("SQLite format 3\0" + name).getBytes(StandardCharsets.US_ASCII));
            }
        }
        Path copy;
        try (SourceFiles source = open(bytes.toByteArray())) {
            copy = source.files().get(0).path();
            assertThat(copy.resolveSibling(copy.getFileName() + "-wal")).hasContent("SQLite format 3\0x.db-wal");
            assertThat(source.files().get(0).isCopy()).isTrue();
        }
        assertThat(copy).doesNotExist();
        assertThat(copy.resolveSibling(copy.getFileName() + "-wal")).doesNotExist();
    }
}
