package dev.chatstore.bench.store;

import dev.chatstore.bench.data.BenchmarkDirectory;
import dev.chatstore.bench.measure.Figures;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs a {@link Transfer} in a new JVM with a small heap and the garbage collector of the command line, as an operator does.
 * The time is that of its work, not of its start.
 */
public final class TransferProcess {
    private static final String HEAP = "-Xmx64m";

    /** As in {@code bin/chatstore}. */
    private static final String COLLECTOR = "-XX:+UseSerialGC";

    private TransferProcess() {}

    /** Writes what a store holds into a file. */
    public static Figures dump(String url, Path file, int messages) throws IOException, InterruptedException {
        return run(Transfer.Kind.DUMP, url, file.toString(), messages);
    }

    /** Reads a file into a store. */
    public static Figures restore(Path file, String url, int messages) throws IOException, InterruptedException {
        return run(Transfer.Kind.RESTORE, file.toString(), url, messages);
    }

    /** Copies what a store holds into another one. */
    public static Figures copy(String from, String to, int messages) throws IOException, InterruptedException {
        return run(Transfer.Kind.COPY, from, to, messages);
    }

    /** Inspects a file of another program. */
    public static Figures inspect(Path file, int messages) throws IOException, InterruptedException {
        return run(Transfer.Kind.INSPECT, file.toString(), "", messages);
    }

    private static Figures run(Transfer.Kind kind, String from, String to, int messages)
            throws IOException, InterruptedException {
        try (BenchmarkDirectory directory = BenchmarkDirectory.open()) {
            Path errors = directory.file("errors.txt");
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            Process process = new ProcessBuilder(List.of(
                            java,
                            HEAP,
                            COLLECTOR,
                            "-classpath",
                            System.getProperty("java.class.path"),
                            Transfer.class.getName(),
                            kind.name(),
                            from,
                            to))
                    .redirectError(errors.toFile())
                    .start();
            try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
                String line = output.readLine();
                if (process.waitFor() != 0 || line == null) {
                    throw new IllegalStateException(kind + " failed: " + Files.readString(errors));
                }
                String[] words = line.split(" ", -1);
                if (Long.parseLong(words[1]) != messages) {
                    throw new IllegalStateException(kind + " moved " + words[1] + " messages instead of " + messages);
                }
                return Figures.of(messages * 1e9 / Long.parseLong(words[0]));
            } finally {
                process.destroy();
            }
        }
    }
}
