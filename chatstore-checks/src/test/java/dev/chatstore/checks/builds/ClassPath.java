package dev.chatstore.checks.builds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A class path on which {@link BotProgram} runs in a process of its own. */
record ClassPath(List<Path> entries) {
    private static final Path BUILDS = Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
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

    /** Returns the output of the program. */
    String run(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> path = new ArrayList<>();
        path.add(Path.of(BotProgram.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString());
        entries.forEach(entry -> path.add(entry.toString()));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--class-path",
                String.join(File.pathSeparator, path),
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
}
