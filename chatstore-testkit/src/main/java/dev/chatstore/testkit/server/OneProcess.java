package dev.chatstore.testkit.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The process of a server, one at a time: after its end it may be started again. */
final class OneProcess {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final String name;
    private volatile @Nullable ServerProcess process;

    /** Makes one that was not started yet. */
    OneProcess(String name) {
        this.name = name;
    }

    /**
     * Starts it, and returns whether it answers; if not, it is killed.
     *
     * @param answers tells whether what answers is that process
     * @throws IllegalStateException if it runs already
     */
    boolean start(List<String> command, Path log, Predicate<ServerProcess> answers) {
        ServerProcess before = process;
        if (before != null && before.runs()) {
            throw new IllegalStateException(name + " runs");
        }
        ServerProcess started = ServerProcess.start(command, log);
        process = started;
        boolean settled = Patience.until(LIMIT, () -> answers.test(started) || !started.runs());
        if (settled && started.runs()) {
            return true;
        }
        started.kill();
        return false;
    }

    /** Returns the process that was started last. */
    ServerProcess get() {
        ServerProcess last = process;
        if (last == null) {
            throw new IllegalStateException(name + " was never started");
        }
        return last;
    }

    /** Ends it with a signal if it runs. */
    void end(String signal) {
        ServerProcess last = process;
        if (last != null && last.runs()) {
            last.stop(signal);
        }
    }
}
