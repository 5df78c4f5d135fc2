package dev.chatstore.core.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder for temporary files, which only its owner may read. Closing it removes it with all that it has. One whose process was
 * killed is removed when a later process creates such a folder, if it is a day older: a lock shows whether its process lives.
 */
public final class TemporaryFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TemporaryFolder.class);
    private static final String PREFIX = "chatstore-tmp-";
    private static final String LOCK = "lock";
    private static final Duration STALE = Duration.ofDays(1);

    private final Path path;
    private final FileChannel lock;

    private TemporaryFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Creates a folder in the system's folder for temporary files, and removes what killed processes have left there. */
    public static TemporaryFolder create() throws IOException {
        return create(Path.of(System.getProperty("java.io.tmpdir")));
    }

    static TemporaryFolder create(Path parent) throws IOException {
        Path path = Files.createTempDirectory(parent, PREFIX);
        FileChannel lock = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        TemporaryFolder created = new TemporaryFolder(path, lock);
        try {
            lock.lock();
            created.removeStale(parent);
        } catch (IOException e) {
            // A file system without locks: what is left there stays.
            LOG.debug("Temporary folders of killed processes are not looked for", e);
        } catch (RuntimeException | Error e) {
            created.close();
            throw e;
        }
        return created;
    }

    /** Creates an empty file. */
    public Path newFile() throws IOException {
        return Files.createTempFile(path, "", ".tmp");
    }

    /** Removes the folders of this folder's owner that are a day older and that no process has locked. */
    private void removeStale(Path parent) throws IOException {
        // The time of the file system, by which the others were made too.
        Instant now = Files.getLastModifiedTime(path).toInstant();
        try (DirectoryStream<Path> others = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path other : others) {
                if (!other.equals(path)) {
                    removeIfStale(other, now);
                }
            }
        }
    }

    private void removeIfStale(Path other, Instant now) {
        try {
            boolean ours = Files.isDirectory(other, LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(other, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(path));
            Instant made =
                    Files.getLastModifiedTime(other, LinkOption.NOFOLLOW_LINKS).toInstant();
            if (ours && made.isBefore(now.minus(STALE)) && !isInUse(other.resolve(LOCK))) {
                remove(other);
            }
        } catch (IOException e) {
            // Another process may remove it at the same time.
            LOG.debug("A temporary folder is not removed: {}", other, e);
        }
    }

    private static boolean isInUse(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                FileLock taken = channel.tryLock()) {
            return taken == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (NoSuchFileException e) {
            // Its process was killed before it had one.
            return false;
        }
    }

    private static void remove(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path emptied, @Nullable IOException error) throws IOException {
                if (error != null) {
                    throw error;
                }
                Files.delete(emptied);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Removes the folder with all that it has. */
    @Override
    public void close() throws IOException {
        lock.close();
        if (Files.exists(path)) {
            remove(path);
        }
    }
}
