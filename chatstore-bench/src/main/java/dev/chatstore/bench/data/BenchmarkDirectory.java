package dev.chatstore.bench.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory for the files of a measurement, deleted with them on close.
 *
 * @param path the directory
 */
public record BenchmarkDirectory(Path path) implements AutoCloseable {
    /** The parent of all these directories: a system property, which is passed to other JVMs. */
    public static final String PROPERTY = "bench.dir";

    /** Returns the parent of all these directories. */
    public static Path parent() {
        return Path.of(System.getProperty(PROPERTY, "target/bench")).toAbsolutePath();
    }

    /** Creates a directory. */
    public static BenchmarkDirectory open() {
        try {
            return new BenchmarkDirectory(Files.createTempDirectory(Files.createDirectories(parent()), "run"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the path of a file in it. */
    public Path file(String name) {
        return path.resolve(name);
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Refuses a directory in memory, where a commit costs nothing. */
    public static void checkOnDisk() {
        String type = fileSystem();
        if (List.of("tmpfs", "ramfs").contains(type)) {
            throw new IllegalArgumentException(
                    PROPERTY + " is on " + type + ", where a commit costs nothing; use a directory on a disk");
        }
    }

    /** Returns the type of the file system of all these directories. */
    public static String fileSystem() {
        try {
            return Files.getFileStore(Files.createDirectories(parent())).type();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
