package dev.chatstore.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Describes the machine, and its load. */
final class Machine {
    private Machine() {}

    static String describe(Path data) {
        return String.format(
                Locale.ROOT,
                "%d cores (%s), %s %s, %s %s, data on %s",
                Runtime.getRuntime().availableProcessors(),
                processor(),
                System.getProperty("java.vm.name"),
                System.getProperty("java.vm.version"),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                fileSystem(data));
    }

    /** Returns the average number of runnable threads in the last minute, or "unknown". */
    static String load() {
        try {
            String line = Files.readString(Path.of("/proc/loadavg"));
            return line.substring(0, line.indexOf(' '));
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String processor() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    private static String fileSystem(Path data) {
        try {
            return Files.getFileStore(data).type();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
