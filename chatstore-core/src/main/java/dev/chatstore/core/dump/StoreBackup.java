package dev.chatstore.core.dump;

import dev.chatstore.api.ClosedException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Storage;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.core.audit.AuditAction;
import dev.chatstore.core.audit.AuditLog;
import dev.chatstore.core.audit.AuditSubject;
import dev.chatstore.core.file.OwnersFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes backups of a storage into a folder while it is in use, and removes the oldest ones. A backup is a {@link StoreDump},
 * which {@link StoreRestore} reads into a store of any backend.
 *
 * <pre>{@code
 * BackupReport report = StoreBackup.of(storage).into(Path.of("/var/backups/bot")).keeping(7).run();
 * }</pre>
 *
 * <p>The files are named by the time of the store's clock in UTC, such as {@code chatstore-20261127T030745.123Z.dump.zst}. Each is
 * read back and compared with its digests before an older one is removed. Only files with such names are ever removed.
 *
 * <p>A backup is immutable and may be used by several threads. Several processes may write into one folder.
 */
public final class StoreBackup {
    private final StoreDump dump;
    private final Storage storage;
    private final @Nullable Path folder;
    private final BackupFiles files;
    private final int kept;

    private StoreBackup(StoreDump dump, Storage storage, @Nullable Path folder, BackupFiles files, int kept) {
        this.dump = dump;
        this.storage = storage;
        this.folder = folder;
        this.files = files;
        this.kept = kept;
    }

    /**
     * Returns a backup of everything in a storage, which still needs its folder, and removes no older one.
     *
     * @throws InvalidInputException if the storage was not opened by {@link dev.chatstore.ChatStorage}
     */
    public static StoreBackup of(Storage storage) {
        return new StoreBackup(
                StoreDump.of(storage), storage, null, new BackupFiles("chatstore", false), Integer.MAX_VALUE);
    }

    /** Returns this backup with a folder. */
    public StoreBackup into(Path newFolder) {
        return new StoreBackup(dump, storage, Access.required("folder", newFolder), files, kept);
    }

    /**
     * Returns this backup with another beginning of its files' names in place of {@code chatstore}, for backups of several
     * stores in one folder.
     *
     * @param name 1 to 64 letters, digits, {@code _} and {@code -} of ASCII
     * @throws InvalidInputException if the name has other characters or another length
     */
    public StoreBackup named(String name) {
        if (!Access.required("name", name).matches("[A-Za-z0-9_-]{1,64}")) {
            throw new InvalidInputException("name", "must be 1 to 64 ASCII letters, digits, _ and -", 0);
        }
        return new StoreBackup(dump, storage, folder, new BackupFiles(name, files.areDatabases()), kept);
    }

    /**
     * Returns this backup as one that removes the oldest files of its name and kind once more than a number of them exist,
     * the new one included.
     *
     * @throws InvalidInputException if the number is less than 1
     */
    public StoreBackup keeping(int number) {
        if (number < 1) {
            throw new InvalidInputException("keep", "must be at least 1", 0);
        }
        return new StoreBackup(dump, storage, folder, files, number);
    }

    /**
     * Returns this backup as a SQLite file in place of a dump: a store on SQLite opens it at once, and no other backend does. {@link
     * #run} then throws {@link InvalidInputException} for a store of another backend.
     */
    public StoreBackup asSqliteFile() {
        return new StoreBackup(dump, storage, folder, new BackupFiles(files.name(), true), kept);
    }

    /** Returns this backup with a listener for the progress of its dump, as {@link StoreDump#onProgress} calls it. */
    public StoreBackup onProgress(Consumer<TransferProgress> listener) {
        return new StoreBackup(dump.onProgress(listener), storage, folder, files, kept);
    }

    /**
     * Writes a file that only its owner may read, checks it, removes what is too old, and returns what was done. If it fails,
     * no older file is removed.
     *
     * @throws IOException if the folder does not exist or cannot be used, or the file is not what was written
     * @throws dev.chatstore.api.CorruptDataException if a conversation cannot be read
     * @throws UnavailableException if the store is out of reach
     * @throws ClosedException if the storage is closed
     */
    public BackupReport run() throws IOException {
        Path into = Access.required("folder", folder);
        if (!Files.isDirectory(into)) {
            throw new NotDirectoryException(into.toString());
        }
        Instant now = Access.to(storage).loader().now();
        Path file = into.resolve(files.at(now));
        @Nullable StoreDigest content = files.areDatabases() ? copied(file) : dumped(file);
        return new BackupReport(file, Files.size(file), content, files.removeOld(into, file, kept));
    }

    private StoreDigest dumped(Path file) throws IOException {
        DumpReport written = dump.write(file);
        try {
            StoreDigest read = DumpCheck.of(file);
            if (!read.equals(written.content())) {
                throw new IOException(file + " does not contain what was written to it");
            }
            return read;
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private @Nullable StoreDigest copied(Path file) throws IOException {
        return AuditLog.of(storage)
                .<@Nullable StoreDigest, IOException>during(
                        AuditAction.EXPORT,
                        AuditSubject.store(),
                        "sqlite-file",
                        () -> {
                            try (OwnersFile copy = OwnersFile.create(file)) {
                                Access.to(storage).copyTo(copy.unfinished());
                                copy.finish();
                                return null;
                            }
                        },
                        nothing -> Map.of());
    }
}
