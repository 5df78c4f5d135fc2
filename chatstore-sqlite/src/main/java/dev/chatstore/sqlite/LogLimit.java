package dev.chatstore.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the write-ahead log small. SQLite writes it from its beginning again only at a moment at which nobody reads from
 * it, which never comes while reads overlap. To truncate it, SQLite holds back the writers, copies the whole log into
 * the database, so that reads that begin now no longer need it, and waits for the others. Safe for use by several
 * threads.
 */
final class LogLimit {
    private static final Logger LOG = LoggerFactory.getLogger(LogLimit.class);
    private static final int PATIENCE_MILLIS = 1_000;

    private final Connection connection;
    private final Path log;
    private final long maxBytes;
    private final ReentrantLock truncating = new ReentrantLock();
    private volatile long nextBytes;

    LogLimit(Connection connection, Path log, long maxBytes) {
        this.connection = connection;
        this.log = log;
        this.maxBytes = maxBytes;
        nextBytes = maxBytes;
    }

    /**
     * Truncates the log if it is too large. A read that takes too long prevents that; it is tried again when the log
     * has grown by as much as it may have, so that such a read delays few writes.
     */
    void apply() {
        try {
            long bytes = Files.size(log);
            if (bytes < maxBytes) {
                nextBytes = maxBytes;
            } else if (bytes >= nextBytes && truncating.tryLock()) {
                try {
                    nextBytes = truncate() ? maxBytes : bytes + maxBytes;
                } finally {
                    truncating.unlock();
                }
            }
        } catch (IOException | SQLException e) {
            // The commit is done; what is wrong with the files will meet the next one.
            LOG.debug(
                    "The log of a SQLite database was not truncated: {}",
                    e.getClass().getName());
        }
    }

    private boolean truncate() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma busy_timeout = " + PATIENCE_MILLIS);
            try (ResultSet result = statement.executeQuery("pragma wal_checkpoint(truncate)")) {
                return result.next() && result.getInt("busy") == 0;
            }
        }
    }
}
