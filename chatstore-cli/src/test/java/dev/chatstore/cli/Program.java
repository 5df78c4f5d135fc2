package dev.chatstore.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Runs the jar as a process of its own, in a folder, with an environment that has nothing but what a test gives. */
final class Program {
    static final Path JAR = Path.of(System.getProperty("cli.jar"));

    private final Path folder;
    private final Map<String, String> environment = new TreeMap<>(Map.of("LC_ALL", "C.UTF-8"));

    Program(Path folder) {
        this.folder = folder;
    }

    Program variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Starts a command. Its output and errors go to the files {@code out} and {@code err} of the folder. */
    Process start(String... arguments) throws IOException {
        return start(command(arguments));
    }

    static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-jar",
                JAR.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private Process start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        String path = builder.environment().get("PATH");
        builder.environment().clear();
        builder.environment().put("PATH", path);
        builder.environment().putAll(environment);
        return builder.start();
    }

    Invocation.Result run(String... arguments) throws IOException, InterruptedException {
        return end(start(arguments));
    }

    /** Runs a command of the shell, in which {@code "$@"} is the program with these arguments. */
    Invocation.Result shell(String script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", script, "sh"));
        command.addAll(command(arguments));
        return end(start(command));
    }

    /**
     * Starts the program on a pseudo-terminal that {@code script} makes. What the terminal shows is the output; what is
     * written to the process is typed.
     */
    Process startOnTerminal(int columns, String... arguments) throws IOException {
        String program =
                command(arguments).stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        return start(List.of("script", "-qec", "stty cols " + columns + "; exec " + program, "/dev/null"));
    }

    static void type(Process terminal, String text) throws IOException {
        terminal.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        terminal.getOutputStream().flush();
    }

    Invocation.Result onTerminal(int columns, String typed, String... arguments)
            throws IOException, InterruptedException {
        Process terminal = startOnTerminal(columns, arguments);
        type(terminal, typed);
        return end(terminal);
    }

    Invocation.Result end(Process process) throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the program still runs after a minute: " + printed());
        }
        return new Invocation.Result(process.exitValue(), read("out"), read("err"));
    }

    /** Waits until a program has printed something, or has ended. */
    void awaitPrinted(Process process, Predicate<String> text) {
        while (process.isAlive() && !text.test(printed())) {
            Thread.onSpinWait();
        }
    }

    /** Sends what Ctrl-C sends. */
    static void interrupt(Process process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    /** Returns all that the program has printed so far. */
    String printed() {
        return read("out") + read("err");
    }

    private String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
