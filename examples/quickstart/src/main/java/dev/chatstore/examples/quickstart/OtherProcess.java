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

/** The same program in a Java virtual machine of its own, which is killed while it writes. */
final class OtherProcess {
    private static final int TOLD_BEFORE_THE_KILL = 300;
    private static final int SECONDS_ALLOWED = 120;

    private final List<String> command;
    private final Screen screen;
    private long told;

    OtherProcess(List<String> arguments, Screen screen) {
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
     * Has it hear some lines, of which the last one makes it write without end; kills it in the middle of that, and
     * returns the last message that it had told to be stored.
     */
    long killedAfter(List<String> lines) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        // Should it hang, its end ends the reading below.
        Thread watch = new Thread(() -> endInTime(process));
        watch.start();
        try (Writer toIt = process.outputWriter(StandardCharsets.UTF_8);
                BufferedReader fromIt =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            toIt.write(String.join("\n", lines) + "\n");
            toIt.flush();
            fromIt.lines().forEach(line -> heard(line, process));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            process.destroyForcibly();
        }
        int exitCode = process.waitFor();
        watch.join();
        if (told < TOLD_BEFORE_THE_KILL) {
            throw new IllegalStateException("the other process ended by itself, with exit code " + exitCode);
        }
        screen.note("killed in the middle of it: " + told + " messages told to be stored, exit code " + exitCode);
        return told;
    }

    private void heard(String line, Process process) {
        if (!line.startsWith(Flood.STORED)) {
            screen.line("  | " + line);
            return;
        }
        // The last line may be cut short by the kill: then its number is a smaller one.
        told = Math.max(told, Long.parseLong("0" + line.substring(Flood.STORED.length())));
        if (told == TOLD_BEFORE_THE_KILL) {
            // By its handle: the process itself would close the stream that is being read.
            process.toHandle().destroyForcibly();
        }
    }

    private static void endInTime(Process process) {
        try {
            if (!process.waitFor(SECONDS_ALLOWED, TimeUnit.SECONDS)) {
                process.toHandle().destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }

    /** Maven runs this program in a class loader of its own, and the system's class path is then Maven's. */
    private static String classPath() {
        if (Quickstart.class.getClassLoader() instanceof URLClassLoader loader) {
            return Stream.of(loader.getURLs())
                    .map(OtherProcess::file)
                    .collect(Collectors.joining(System.getProperty("path.separator")));
        }
        return System.getProperty("java.class.path");
    }

    private static String file(URL url) {
        try {
            return Path.of(url.toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class path holds something that is no file", e);
        }
    }
}
