package dev.chatstore.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads {@code /proc}. */
final class LinuxMeter implements Meter {
    private static final Path PROC = Path.of("/proc");
    private static final com.sun.management.OperatingSystemMXBean SYSTEM =
            (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final List<Long> servers;

    LinuxMeter(List<Long> servers) {
        this.servers = servers;
    }

    @Override
    public Reading read() {
        long used = servers.stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()))
                .mapToLong(process -> ofProcess(process.pid()))
                .sum();
        long machine = ProcStat.ofMachine(text(PROC.resolve("stat")));
        // The thread that reads does nothing else, and is no part of the client.
        return new Reading(SYSTEM.getProcessCpuTime() - THREADS.getCurrentThreadCpuTime(), used, machine);
    }

    /** A process that has just ended is already counted by its parent. */
    private static long ofProcess(long pid) {
        String stat = text(PROC.resolve(Long.toString(pid)).resolve("stat"));
        return stat.isEmpty() ? 0 : ProcStat.ofProcess(stat);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            // A process may also end between the opening and the reading of its file.
            if (Files.exists(file)) {
                throw new UncheckedIOException(e);
            }
            return "";
        }
    }
}
