package dev.chatstore.testkit.server;

import dev.chatstore.testkit.Polling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The process of a server with all its child processes. */
final class ServerProcess {
    static final boolean IS_ROOT = "root".equals(System.getProperty("user.name"));

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final ProcessHandle handle;

    ServerProcess(ProcessHandle handle) {
        this.handle = handle;
    }

    /** Starts a process whose output is appended to a file. */
    static ServerProcess start(List<String> command, Path log) {
        try {
            return new ServerProcess(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start()
                    .toHandle());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command, waits for its end and returns whether it succeeded. */
    static boolean run(List<String> command, Path log) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            boolean ended = Polling.until(LIMIT, () -> !process.isAlive());
            process.destroyForcibly();
            return ended && process.exitValue() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return handle.pid();
    }

    boolean isRunning() {
        return isRunning(handle);
    }

    /** Kills all processes at once, and returns when they have ended. */
    void kill() {
        List<ProcessHandle> all = stopped();
        signal("KILL", all);
        awaitEnd(all);
    }

    /** Sends the server a signal, even if it is paused, and returns when all processes have ended. */
    void stop(String signal) {
        List<ProcessHandle> all = all();
        signal("CONT", all);
        signal(signal, List.of(handle));
        awaitEnd(all);
    }

    void pause() {
        stopped();
    }

    void resume() {
        signal("CONT", all());
    }

    /** Stops the parent first, so that it starts no further processes meanwhile. */
    private List<ProcessHandle> stopped() {
        signal("STOP", List.of(handle));
        List<ProcessHandle> all = all();
        signal("STOP", all);
        return all;
    }

    private List<ProcessHandle> all() {
        return Stream.concat(Stream.of(handle), handle.descendants()).toList();
    }

    private static void awaitEnd(List<ProcessHandle> all) {
        if (!Polling.until(LIMIT, () -> all.stream().noneMatch(ServerProcess::isRunning))) {
            throw new IllegalStateException("a process of the server has not ended: " + all);
        }
    }

    /** Returns whether a process is running. Java reports a zombie as alive, but it has ended. */
    static boolean isRunning(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        try {
            String status = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return status.charAt(status.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return process.isAlive();
        }
    }

    /** Uses the {@code kill} of the shell, which exists everywhere. Ignores processes that have ended. */
    private static void signal(String signal, List<ProcessHandle> processes) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "kill -" + signal + " \"$@\"", "sh"));
        processes.stream().filter(ProcessHandle::isAlive).forEach(process -> command.add(Long.toString(process.pid())));
        run(command, Path.of("/dev/null"));
    }
}
