package dev.chatstore.examples.quickstart;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs this program in another process, which is killed while it writes. */
final class KilledProcess {
    private static final int KILLED_AFTER = 300;
    private static final int TIMEOUT_SECONDS = 120;

    private final List<String> command;
    private final Screen screen;
    private long acknowledged;

    KilledProcess(List<String> arguments, Screen screen) {
        this.screen = screen;
        this.command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(),
                Quickstart.class.getName()));
        command.addAll(arguments);
    }

    /**
     * Sends lines to the process, the last of which starts a flood, kills it during the flood, and returns the number of
     * the last message that it reported as stored.
     */
    long killedAfter(List<String> lines) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        // If the process hangs, killing it ends the read below.
        Thread watch = new Thread(() -> endInTime(process));
        watch.start();
        try (Writer input = process.outputWriter(StandardCharsets.UTF_8);
                BufferedReader output =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            input.write(String.join("\n", lines) + "\n");
            input.flush();
            output.lines().forEach(line -> read(line, process));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            process.destroyForcibly();
        }
        int exitCode = process.waitFor();
        watch.join();
        if (acknowledged < KILLED_AFTER) {
            throw new IllegalStateException(
                    "the other process exited before it was killed, with exit code " + exitCode);
        }
        screen.note(
                "killed while it was writing: " + acknowledged + " messages reported as stored, exit code " + exitCode);
        return acknowledged;
    }

    private void read(String line, Process process) {
        if (!line.startsWith(Flood.STORED)) {
            screen.line("  | " + line);
            return;
        }
        // The kill may truncate the last line, whose number is then smaller.
        acknowledged = Math.max(acknowledged, Long.parseLong("0" + line.substring(Flood.STORED.length())));
        if (acknowledged == KILLED_AFTER) {
            // Process.destroyForcibly would also close the stream that is being read.
            process.toHandle().destroyForcibly();
        }
    }

    private static void endInTime(Process process) {
        try {
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.toHandle().destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }

    /** Under Maven, the program has its own class loader, and the system class path is that of Maven. */
    private static String classPath() {
        if (Quickstart.class.getClassLoader() instanceof URLClassLoader loader) {
            return Stream.of(loader.getURLs())
                    .map(KilledProcess::file)
                    .collect(Collectors.joining(System.getProperty("path.separator")));
        }
        return System.getProperty("java.class.path");
    }

    private static String file(URL url) {
        try {
            return Path.of(url.toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class path contains an entry that is not a file", e);
        }
    }
}
