package dev.chatstore.bench.report;

import dev.chatstore.bench.data.BenchmarkDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Describes the machine on which the benchmarks run. */
public final class MachineDescription {
    private MachineDescription() {}

    /** Returns the processor, the memory, the system, the JVM and the file system. */
    public static List<String> describe() {
        return List.of(
                "%d cores (%s), %s of memory"
                        .formatted(
                                Runtime.getRuntime().availableProcessors(),
                                field("/proc/cpuinfo", "model name", System.getProperty("os.arch")),
                                field("/proc/meminfo", "MemTotal", "unknown size")),
                "%s %s".formatted(System.getProperty("os.name"), System.getProperty("os.version")),
                "%s %s".formatted(System.getProperty("java.vm.name"), System.getProperty("java.vm.version")),
                "files on " + BenchmarkDirectory.fileSystem());
    }

    private static String field(String file, String name, String otherwise) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(otherwise);
        } catch (IOException e) {
            return otherwise;
        }
    }
}
