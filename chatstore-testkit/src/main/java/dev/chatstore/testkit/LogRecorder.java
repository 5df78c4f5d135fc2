package dev.chatstore.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Records what the library logs at level INFO and above. The test needs {@code org.slf4j:slf4j-jdk14} on its class path,
 * through which SLF4J writes to {@code java.util.logging}. Safe for use by several threads.
 */
public final class LogRecorder implements AutoCloseable {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger logger;
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().intValue() >= Level.INFO.intValue()) {
                lines.add(entry.getLevel() + " " + entry.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private LogRecorder(Logger logger) {
        this.logger = logger;
        logger.addHandler(handler);
    }

    /** Starts to record the logs under a name, such as {@code dev.chatstore}. */
    public static LogRecorder of(String name) {
        return new LogRecorder(Logger.getLogger(name));
    }

    /** Returns the lines so far, each with its level and without its time: {@code WARNING a text}. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** Ends the recording. */
    @Override
    public void close() {
        logger.removeHandler(handler);
    }
}
