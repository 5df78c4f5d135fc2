package dev.chatstore.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The folder of one server. Its name contains the id and the start time of the process that created it, because ids are
 * reused. So a later process can find the folders that killed processes left.
 */
final class ServerFolder {
    private static final Path TEMPORARY =
            Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();

    /** The parent of all files that the fixtures write, but those of servers in a RAM disk. */
    static final Path ROOT = root(TEMPORARY);

    private static final String RUNNING_NAME = "running";

    /** The parent of the folders of all servers. */
    static final Path RUNNING = root(RamDisk.folder().orElse(TEMPORARY)).resolve(RUNNING_NAME);

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Path path;

    private ServerFolder(Path path) {
        this.path = path;
    }

    private static Path root(Path parent) {
        return parent.resolve("chatstore-servers-" + System.getProperty("user.name"));
    }

    static ServerFolder create() {
        String owner = owner(ProcessHandle.current());
        try {
            return new ServerFolder(Files.createDirectories(RUNNING.resolve(owner + "-" + NUMBERS.incrementAndGet())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path() {
        return path;
    }

    Path log() {
        return path.resolve("log");
    }

    /** The path appears in the command line of the server's process, and so identifies the folder of the process. */
    Path pidFile() {
        return path.resolve("pid");
    }

    /** Returns the last lines of the server's log. */
    String lastLogLines() {
        try {
            List<String> lines = Files.exists(log()) ? Files.readAllLines(log()) : List.of();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
        } catch (IOException e) {
            return "(cannot read the log: " + e + ")";
        }
    }

    void delete() {
        delete(path);
    }

    static void delete(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (NoSuchFileException gone) {
            // Another process deleted it at the same time.
        } catch (UncheckedIOException e) {
            // Thrown between two files for the same reason.
            if (!(e.getCause() instanceof NoSuchFileException)) {
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills the servers of processes that have ended, and deletes their folders. */
    static void sweep() {
        Stream.of(RUNNING, ROOT.resolve(RUNNING_NAME)).distinct().forEach(ServerFolder::sweep);
    }

    private static void sweep(Path running) {
        if (!Files.isDirectory(running)) {
            return;
        }
        try (Stream<Path> folders = Files.list(running)) {
            folders.filter(ServerFolder::isLeftOver).forEach(folder -> {
                ProcessHandle.allProcesses()
                        .filter(process -> process.info()
                                .commandLine()
                                .orElse("")
                                .contains(folder.resolve("pid").toString()))
                        .forEach(process -> new ServerProcess(process).kill());
                discard(folder);
                delete(folder);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void discard(Path folder) {
        for (ServerKind kind : ServerKind.values()) {
            try {
                kind.product().discard(folder.resolve("data"), Path.of("/dev/null"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static boolean isLeftOver(Path folder) {
        String name = folder.getFileName().toString();
        long pid = Long.parseLong(name.substring(0, name.indexOf('-')));
        return ProcessHandle.of(pid)
                .filter(process -> name.startsWith(owner(process) + "-"))
                .isEmpty();
    }

    private static String owner(ProcessHandle process) {
        long started = process.info().startInstant().orElseThrow().toEpochMilli();
        return process.pid() + "-" + started;
    }
}
