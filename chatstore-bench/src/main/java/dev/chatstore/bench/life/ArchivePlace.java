package dev.chatstore.bench.life;

import dev.chatstore.bench.data.BenchmarkDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where segments are: in the database, or in a new folder, which is deleted on close. */
final class ArchivePlace implements AutoCloseable {
    private final @Nullable Path folder;

    private ArchivePlace(@Nullable Path folder) {
        this.folder = folder;
    }

    static ArchivePlace database() {
        return new ArchivePlace(null);
    }

    static ArchivePlace folder() {
        try {
            return new ArchivePlace(
                    Files.createTempDirectory(Files.createDirectories(BenchmarkDirectory.parent()), "archive"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the settings of a storage that has its archive here. */
    Map<String, String> settings() {
        return folder == null ? Map.of() : Map.of("archive.url", "file:" + folder);
    }

    @Override
    public void close() {
        if (folder == null) {
            return;
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            // A folder comes before what is in it.
            List<Path> files = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path file : files) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return folder == null ? "database" : "folder";
    }
}
