package dev.chatstore.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The files of an open database: the database itself, its write-ahead log and the index of the log. A process that went
 * on with files that were deleted, moved or replaced would acknowledge what nobody finds again. Safe for use by several
 * threads.
 *
 * <p>One connection stays open. While it is open, SQLite itself neither deletes nor replaces any of the files.
 */
final class OpenFiles implements AutoCloseable {
    private final Path path;
    private final DataSource connections;
    private final long maxLogBytes;
    private final ReentrantLock opening = new ReentrantLock();
    private volatile @Nullable Opened opened;

    /** The files, and their log with the connection that stays open. */
    private record Opened(List<FileIdentity> files, WriteAheadLog log) {}

    OpenFiles(Path path, DataSource connections, long maxLogBytes) {
        this.path = path;
        this.connections = connections;
        this.maxLogBytes = maxLogBytes;
    }

    /** Creates the database as an empty file that only its owner may read, unless it exists. */
    void create() throws SQLException {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        // SQLite gives the other files the mode of this one.
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try {
            Files.createFile(path, attributes);
        } catch (FileAlreadyExistsException e) {
            // A file that exists keeps its mode.
        } catch (IOException e) {
            throw new SQLException("the file cannot be created", null, SqliteFailures.CANNOT_OPEN, e);
        }
    }

    /**
     * Fails if a file is not in its place.
     *
     * @param all whether to look at all files, as before and after a write, or only at the database
     * @throws SQLException with the code {@link SqliteFailures#MOVED}, or of the first connection
     */
    void verify(boolean all) throws SQLException {
        List<FileIdentity> files = opened().files;
        for (FileIdentity file : all ? files : files.subList(0, 1)) {
            if (!file.isInPlace()) {
                throw new SQLException("a file is not in its place", null, SqliteFailures.MOVED);
            }
        }
    }

    /** Keeps the log small. */
    void committed() {
        Opened current = opened;
        if (current != null) {
            current.log.committed();
        }
    }

    /** Copies the database with what is in its log, and checks that it was the one that was opened. */
    void copyTo(Path target) throws SQLException {
        verify(true);
        try (Connection connection = connections.getConnection();
                PreparedStatement copy = connection.prepareStatement("vacuum into ?")) {
            copy.setString(1, target.toAbsolutePath().toString());
            copy.execute();
        }
        verify(true);
        // SQLite does not wait for the disk here.
        try (FileChannel file = FileChannel.open(target, StandardOpenOption.WRITE)) {
            file.force(true);
        } catch (IOException e) {
            throw new SQLException("the copy cannot be written", null, SqliteFailures.CANNOT_OPEN, e);
        }
    }

    /** Empties the log into the database, which overwrites what was deleted, and returns whether nothing prevented it. */
    boolean sanitize() throws SQLException {
        verify(true);
        boolean isDone = opened().log.empty();
        verify(true);
        return isDone;
    }

    private Opened opened() throws SQLException {
        Opened current = opened;
        return current == null ? open() : current;
    }

    private Opened open() throws SQLException {
        opening.lock();
        try {
            Opened current = opened;
            if (current == null) {
                current = open(connections.getConnection());
                opened = current;
            }
            return current;
        } finally {
            opening.unlock();
        }
    }

    private Opened open(Connection keeper) throws SQLException {
        try (Statement statement = keeper.createStatement()) {
            statement.execute("select count(*) from sqlite_schema");
            // SQLite puts them next to the file itself, not to a link.
            Path file = path.toRealPath();
            Path log = Path.of(file + "-wal");
            List<FileIdentity> files =
                    List.of(FileIdentity.of(path), FileIdentity.of(log), FileIdentity.of(Path.of(file + "-shm")));
            return new Opened(files, new WriteAheadLog(keeper, log, maxLogBytes));
        } catch (SQLException | RuntimeException e) {
            keeper.close();
            throw e;
        } catch (IOException e) {
            keeper.close();
            throw new SQLException("a file is not in its place", null, SqliteFailures.MOVED, e);
        }
    }

    @Override
    public void close() throws SQLException {
        Opened current = opened;
        if (current != null) {
            current.log.close();
        }
    }
}
