package dev.chatstore.sqlite;

import dev.chatstore.core.backend.BackgroundThreads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checkpoints the write-ahead log: copies its pages into the database. A thread of its own does that while others read
 * and write. SQLite writes the log from its beginning again only after a checkpoint of all of it, at a moment at which
 * nobody reads from it, which never comes while writes or reads overlap. So a commit that finds the log too large
 * truncates it: SQLite holds back the writers, copies what is left, and waits for the reads that need the log. Safe for
 * use by several threads.
 */
final class WriteAheadLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WriteAheadLog.class);
    private static final int PATIENCE_MILLIS = 1_000;
    private static final long IDLE_SECONDS = 10;

    /** Larger parts copy less, as a page that changed often is copied once; smaller ones leave less to a truncation. */
    private static final long PART_BYTES = 16 << 20;

    private final Connection connection;
    private final Path log;
    private final long maxBytes;
    private final long partBytes;
    private final ThreadPoolExecutor thread;

    /** Guards the connection. */
    private final ReentrantLock checkpointing = new ReentrantLock();

    private volatile long truncateAt;
    private volatile long copyAt;

    WriteAheadLog(Connection connection, Path log, long maxBytes) {
        this.connection = connection;
        this.log = log;
        this.maxBytes = maxBytes;
        partBytes = Math.min(PART_BYTES, maxBytes / 2);
        truncateAt = maxBytes;
        copyAt = partBytes;
        thread = new ThreadPoolExecutor(
                0,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(1),
                BackgroundThreads.named("chatstore-sqlite-checkpoint"),
                new ThreadPoolExecutor.DiscardPolicy());
    }

    /**
     * Truncates the log if it is too large, after the copying of a part that is under way, or has it copied if it has
     * grown. A read that takes too long prevents that
     * it is truncated, which is tried again when the log has grown by as much as it may have, so that such a read delays
     * few writes.
     */
    void committed() {
        try {
            long bytes = Files.size(log);
            if (bytes >= truncateAt) {
                truncate(bytes);
            } else if (bytes >= copyAt) {
                copyAt = bytes + partBytes;
                thread.execute(this::copy);
            } else if (bytes < copyAt - partBytes) {
                // It was truncated.
                truncateAt = maxBytes;
                copyAt = partBytes;
            }
        } catch (IOException | SQLException | RuntimeException | Error e) {
            // The commit is done; what is wrong with the files will meet the next one. The JVM may refuse a thread.
            logFailure(e);
        }
    }

    private void truncate(long bytes) throws SQLException {
        checkpointing.lock();
        try {
            truncateAt = bytes + maxBytes;
            if (checkpoint(PATIENCE_MILLIS, "truncate")) {
                truncateAt = maxBytes;
                copyAt = partBytes;
            }
        } finally {
            checkpointing.unlock();
        }
    }

    /** Truncates the log whatever its size, and returns whether it is empty now. */
    boolean empty() throws SQLException {
        checkpointing.lock();
        try {
            return checkpoint(PATIENCE_MILLIS, "truncate");
        } finally {
            checkpointing.unlock();
        }
    }

    private void copy() {
        checkpointing.lock();
        try {
            checkpoint(0, "passive");
        } catch (SQLException | RuntimeException | Error e) {
            logFailure(e);
        } finally {
            checkpointing.unlock();
        }
    }

    /** Returns whether nothing prevented it. */
    private boolean checkpoint(int patienceMillis, String mode) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma busy_timeout = " + patienceMillis);
            try (ResultSet result = statement.executeQuery("pragma wal_checkpoint(" + mode + ")")) {
                return result.next() && result.getInt("busy") == 0;
            }
        }
    }

    private static void logFailure(Throwable e) {
        LOG.debug(
                "The log of a SQLite database was not copied: {}", e.getClass().getName());
    }

    /** Waits for a checkpoint that is being made, and closes the connection. */
    @Override
    public void close() throws SQLException {
        thread.shutdown();
        checkpointing.lock();
        try {
            connection.close();
        } finally {
            checkpointing.unlock();
        }
    }
}
