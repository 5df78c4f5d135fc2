package dev.chatstore.checks;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The root folder of the project, and the main classes of its published modules. */
final class Project {
    /** Modules that are not published. */
    private static final Set<String> UNPUBLISHED = Set.of("chatstore-bench", "chatstore-checks", "chatstore-peers");

    /** Published modules that are programs, whose Java code nobody calls. */
    private static final Set<String> PROGRAMS = Set.of("cli");

    static final Path ROOT = Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
            .filter(folder -> Files.isDirectory(folder.resolve("chatstore-api")))
            .findFirst()
            .orElseThrow();

    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .withImportOption(location -> !location.contains("/quickstart"))
            .importPackages("dev.chatstore");

    private Project() {}

    /** Returns the published modules by the last part of their names, such as {@code api}. */
    static List<String> modules() {
        return children(ROOT)
                .filter(folder -> Files.exists(folder.resolve("src/main/java")))
                .map(folder -> folder.getFileName().toString())
                .filter(name -> name.startsWith("chatstore-") && !UNPUBLISHED.contains(name))
                .map(name -> name.substring("chatstore-".length()))
                .toList();
    }

    /** Returns the published modules that other programs call. */
    static List<String> libraries() {
        return modules().stream().filter(module -> !PROGRAMS.contains(module)).toList();
    }

    static Path sources(String module) {
        return ROOT.resolve("chatstore-" + module).resolve("src/main/java");
    }

    static Path resources(String module) {
        return ROOT.resolve("chatstore-" + module).resolve("src/main/resources");
    }

    /** Returns the entries of a folder in order of their names, or nothing if the folder does not exist. */
    static Stream<Path> children(Path folder) {
        return Files.isDirectory(folder) ? list(folder, 1) : Stream.empty();
    }

    /** Returns everything below a folder in order of their paths, or nothing if the folder does not exist. */
    static Stream<Path> descendants(Path folder) {
        return Files.isDirectory(folder) ? list(folder, Integer.MAX_VALUE) : Stream.empty();
    }

    private static Stream<Path> list(Path folder, int depth) {
        try (Stream<Path> paths = Files.walk(folder, depth)) {
            return paths.skip(1).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
