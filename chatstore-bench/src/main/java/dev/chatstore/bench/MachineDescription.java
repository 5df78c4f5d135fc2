package dev.chatstore.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** Describes the machine on which the benchmarks run. */
final class MachineDescription {
    private MachineDescription() {}

    static String describe(List<String> servers) {
        return "%d cores (%s), %s %s, %s %s, SQLite %s%s, files on %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        processor(),
                        System.getProperty("java.vm.name"),
                        System.getProperty("java.vm.version"),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        sqlite(),
                        servers.stream().map(server -> ", " + server).collect(Collectors.joining()),
                        fileSystem());
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

    private static String sqlite() {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            return connection.getMetaData().getDatabaseProductVersion();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String fileSystem() {
        try {
            return Files.getFileStore(BenchmarkDirectory.parent()).type();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
