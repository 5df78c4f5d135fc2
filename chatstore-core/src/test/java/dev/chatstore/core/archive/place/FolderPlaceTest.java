package dev.chatstore.core.archive.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.api.spi.segment.SegmentPlace;
import dev.chatstore.testkit.segment.SegmentPlaceContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderPlaceTest extends SegmentPlaceContract {
    private static final byte[] CONTENT = {1, 2, 3};

    @TempDir
    Path folder;

    @Override
    protected SegmentPlace openPlace(String store) {
        return open("file:" + folder, store);
    }

    private static SegmentPlace open(String url, String store) {
        return new FolderPlaceProvider()
                .open(new BackendContext(
                                ConnectionUrl.parse(url), new Settings(Map.of()), InstantSource.system(), new Random(1))
                        .ofStore(store));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> folder.relativize(path).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aContentIsAFileThatOnlyItsOwnerMayRead() throws IOException {
        place.write("abcdef", CONTENT);
        assertThat(files()).containsExactly("store1/ab/abcdef.zst");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("store1/ab/abcdef.zst"))))
                .isEqualTo("rw-------");
    }

    @Test
    void theUrlMayHaveThreeSlashes() {
        place.write("abcdef", CONTENT);
        assertThat(open("file://" + folder, "store1").read("abcdef")).isEqualTo(CONTENT);
    }

    @Test
    void anAgeIsMeasuredByTheTimesOfFiles() throws IOException {
        for (String id : List.of("a1", "a2", "b1")) {
            place.write(id, CONTENT);
        }
        Instant twoHoursAgo = Instant.now().minus(Duration.ofHours(2));
        Files.setLastModifiedTime(folder.resolve("store1/a1/a1.zst"), FileTime.from(twoHoursAgo));
        Files.setLastModifiedTime(folder.resolve("store1/b1/b1.zst"), FileTime.from(twoHoursAgo));
        assertThat(place.olderThan(Duration.ofHours(1), null, 10)).containsExactly("a1", "b1");
        assertThat(place.olderThan(Duration.ofHours(1), "a1", 10)).containsExactly("b1");
        assertThat(place.olderThan(Duration.ofHours(1), null, 1)).containsExactly("a1");
        assertThat(place.olderThan(Duration.ofHours(3), null, 10)).isEmpty();
    }

    @Test
    void whatAnInterruptedWriteHasLeftIsNoContentAndGoesOnceItIsOld() throws IOException {
        place.write("abcdef", CONTENT);
        Path left = folder.resolve("store1/ab/abzzzz.zst.123.part");
        Files.write(left, CONTENT);
        assertThat(place.read("abzzzz")).isNull();
        assertThat(place.olderThan(Duration.ofHours(1), null, 10)).isEmpty();
        assertThat(left).exists();
        assertThat(place.olderThan(Duration.ZERO, null, 10)).containsExactly("abcdef");
        assertThat(left).doesNotExist();
    }

    @Test
    void filesOfOthersAreLeft() throws IOException {
        place.write("abcdef", CONTENT);
        Files.writeString(folder.resolve("store1/ab/README"), "by somebody else");
        Files.writeString(folder.resolve("store1/README"), "by somebody else");
        assertThat(place.olderThan(Duration.ZERO, null, 10)).containsExactly("abcdef");
        assertThat(files()).hasSize(3);
    }

    @Test
    void aFolderThatDoesNotExistIsAnError() {
        assertThatThrownBy(() -> open("file:" + folder.resolve("missing"), "store1"))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining(folder.resolve("missing") + ", does not exist");
    }

    @Test
    void aFileInPlaceOfTheFolderIsAnError() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> open("file:" + file, "store1")).isInstanceOf(UnavailableException.class);
        Files.createFile(folder.resolve("store9"));
        assertThatThrownBy(() -> open("file:" + folder, "store9"))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("cannot write to the folder of the archive, " + folder.resolve("store9"));
    }

    @Test
    void aContentThatCannotBeWrittenIsAnErrorAndLeavesNothing() throws IOException {
        Files.createFile(folder.resolve("store1/ab"));
        assertThatThrownBy(() -> place.write("abcdef", CONTENT))
                .isInstanceOfSatisfying(UnavailableException.class, error -> {
                    assertThat(error.retryable()).isTrue();
                    assertThat(error.outcomeUnknown()).isFalse();
                })
                .hasMessageContaining("cannot write to the folder of the archive");
        assertThat(files()).containsExactly("store1/ab");
    }

    @Test
    void aContentThatCannotBeReadOrRemovedIsAnError() throws IOException {
        Path file = folder.resolve("store1/ab/abcdef.zst");
        Files.createDirectories(file);
        Files.createFile(file.resolve("in the way"));
        assertThatThrownBy(() -> place.read("abcdef"))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("cannot read from the folder of the archive");
        assertThatThrownBy(() -> place.remove("abcdef"))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("cannot remove from the folder of the archive");
    }

    @Test
    void aFolderThatIsNotMountedDoesNotLookEmpty() throws IOException {
        Files.delete(folder.resolve("store1"));
        assertThatThrownBy(() -> place.read("abcdef"))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("is missing");
        assertThatThrownBy(() -> place.olderThan(Duration.ZERO, null, 10)).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> place.write("abcdef", CONTENT)).isInstanceOf(UnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:", "file: ", "file://", "file://host/path", "file:a\0b"})
    void aUrlThatNamesNoFolderIsRefused(String url) {
        assertThatThrownBy(() -> open(url, "store1"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("must name a folder");
    }
}
