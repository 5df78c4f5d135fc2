package dev.chatstore.checks.builds;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A class path on which {@link BotProgram} runs in a process of its own. */
record ClassPath(List<Path> entries) {
    static final Path BUILDS = Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
            .map(folder -> folder.resolve("chatstore-checks/builds"))
            .filter(Files::isDirectory)
            .findFirst()
            .orElseThrow();

    /** Returns what Maven resolved for a build in {@code chatstore-checks/builds}. */
    static ClassPath of(String build) throws IOException {
        String text = Files.readString(BUILDS.resolve(build).resolve("target/classpath.txt"));
        return new ClassPath(
                Stream.of(text.strip().split(File.pathSeparator)).map(Path::of).toList());
    }

    ClassPath without(String start) {
        return new ClassPath(
                entries.stream().filter(entry -> !name(entry).startsWith(start)).toList());
    }

    ClassPath with(Path entry) {
        return new ClassPath(Stream.concat(Stream.of(entry), entries.stream()).toList());
    }

    /** Returns the file name of the jar whose name begins with a text. */
    String jar(String start) {
        return entries.stream()
                .map(ClassPath::name)
                .filter(name -> name.startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    /** A module that was compiled and not packaged is a folder, which is named by its project. */
    static String name(Path entry) {
        return entry.endsWith("classes")
                ? BUILDS.relativize(entry).getName(2).toString()
                : entry.getFileName().toString();
    }

    /** Returns the classes of the program. */
    private static Path program() {
        return Path.of(BotProgram.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
    }

    /** Returns the program, loaded by a class loader that shares nothing with the tests, as in a web container. */
    Class<?> inClassLoader() throws IOException, ClassNotFoundException {
        List<URL> urls = new ArrayList<>();
        for (Path entry : with(program()).entries) {
            urls.add(entry.toUri().toURL());
        }
        ClassLoader parent = ClassLoader.getPlatformClassLoader();
        return new URLClassLoader(urls.toArray(URL[]::new), parent).loadClass(BotProgram.class.getName());
    }

    /** Returns the output of the program in a process of its own. */
    String run(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--class-path",
                with(program()).entries.stream().map(Path::toString).collect(joining(File.pathSeparator)),
                BotProgram.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return printed;
    }

    /**
     * Copies the modules into one folder, as a tool does that shades jars and keeps one file of each name.
     *
     * @param first the module whose files are kept
     */
    ClassPath shaded(Path folder, String first) throws IOException {
        List<Path> modules = entries.stream()
                .filter(entry -> name(entry).startsWith("chatstore-"))
                .sorted(comparing(entry -> !name(entry).startsWith(first)))
                .toList();
        for (Path module : modules) {
            if (Files.isDirectory(module)) {
                copy(module, folder);
            } else {
                try (FileSystem jar = FileSystems.newFileSystem(module)) {
                    copy(jar.getPath("/"), folder);
                }
            }
        }
        return without("chatstore-").with(folder);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                if (!Files.exists(copy)) {
                    Files.copy(file, copy);
                }
            }
        }
    }
}
