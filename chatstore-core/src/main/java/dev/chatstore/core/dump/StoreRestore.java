package dev.chatstore.core.dump;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Storage;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.core.audit.AuditAction;
import dev.chatstore.core.audit.AuditLog;
import dev.chatstore.core.audit.AuditSubject;
import dev.chatstore.core.dump.form.CountedInput;
import dev.chatstore.core.dump.form.MalformedLineException;
import dev.chatstore.core.dump.form.Spooled;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Stores what {@link StoreDump} has written, in a store of any backend. Into an empty store, everything comes back as it was,
 * with its versions, sequences and times.
 *
 * <pre>{@code
 * RestoreReport report = StoreRestore.into(storage).read(Path.of("bot.dump.zst"));
 * if (!report.isComplete()) {
 *     System.err.println(report.summary());
 * }
 * }</pre>
 *
 * <p>What exists and is equal is skipped, so that the same call continues an interrupted restore. What exists and is different
 * is left as it is and reported, or replaced if {@link #onConflict} says so. A session that was merely used since is equal.
 * Where a conversation was replaced, or deleted within the last hour, its versions continue from the old one's and are higher
 * than in the dump; all else is the same.
 *
 * <p>Each conversation appears as a whole, and only after its end was read and its digest was found right. A restore as a whole
 * is not atomic. A session expires at the instant that it had. One whose instant has passed is not
 * stored, takes the place of none, and counts as expired. Listeners and
 * caches are notified as of any change. The limits of the storage hold: what exceeds them is refused and reported.
 *
 * <p>A restore is immutable and may be used by several threads. Memory holds about 12 MiB of lines in calls of 4,000
 * messages, two at the same time; what a conversation has beyond 4 MiB is put into a temporary file, which only its owner may
 * read, in the folder {@code java.io.tmpdir}. All methods that read throw {@link UnavailableException} if the store is out of
 * reach, or if the thread is interrupted, which they see between two calls; what was restored until then stays.
 */
public final class StoreRestore {
    private final Storage storage;
    private final ConversationRestore.Options options;
    private final Consumer<TransferProgress> listener;

    private StoreRestore(Storage storage, ConversationRestore.Options options, Consumer<TransferProgress> listener) {
        this.storage = storage;
        this.options = options;
        this.listener = listener;
    }

    /**
     * Returns a restore into a storage, which leaves what is different there as it is.
     *
     * @throws InvalidInputException if the storage was not opened by {@link dev.chatstore.ChatStorage}
     */
    public static StoreRestore into(Storage storage) {
        Access.to(storage);
        return new StoreRestore(storage, ConversationRestore.Options.DEFAULT, progress -> {});
    }

    /**
     * Returns this restore with another choice for what exists and is different. One that changes at this moment is left as
     * it is and reported as different, whatever the choice. By default {@link Conflict#SKIP}.
     */
    public StoreRestore onConflict(Conflict conflict) {
        return new StoreRestore(storage, options.withConflict(conflict), listener);
    }

    /**
     * Returns this restore as one that writes nothing: it reads, checks and compares all, and reports what would become of
     * it. What comes twice in a dump counts twice, and room in the store is not checked.
     */
    public StoreRestore asDryRun() {
        return new StoreRestore(storage, options.asDryRun(), listener);
    }

    /**
     * Returns this restore with a listener, which is called in the thread that reads, after each call to the store. What it
     * throws ends the restore; the calls that are on their way are awaited.
     */
    public StoreRestore onProgress(Consumer<TransferProgress> newListener) {
        return new StoreRestore(storage, options, Access.required("listener", newListener));
    }

    /**
     * Restores a file, and returns what became of its content.
     *
     * @throws DamagedDumpException if the file is damaged or cut, is no dump, or has a form that this release does not read
     * @throws IOException if the file cannot be read, or a temporary file cannot be written or read
     * @throws ChatStoreException if the store is out of reach, closed or full
     */
    public RestoreReport read(Path file) throws IOException {
        if (Files.isDirectory(Access.required("file", file))) {
            throw new FileSystemException(file.toString(), null, "is a folder; name a file");
        }
        long size = Files.size(file);
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, size);
        }
    }

    /**
     * Restores from a stream, which is read to its end and closed, and returns what became of its content.
     *
     * @throws DamagedDumpException if the content is damaged or cut, is no dump, or has a form that this release does not read
     * @throws IOException if the stream cannot be read, or a temporary file cannot be written or read
     * @throws ChatStoreException if the store is out of reach, closed or full
     */
    public RestoreReport read(InputStream in) throws IOException {
        return read(Access.required("in", in), -1);
    }

    private RestoreReport read(InputStream in, long size) throws IOException {
        AuditLog log = options.dryRun() ? AuditLog.NONE : AuditLog.of(storage);
        return log.during(
                AuditAction.RESTORE,
                AuditSubject.store(),
                "dump",
                () -> readRecorded(in, size),
                RestoreReport::amounts);
    }

    private RestoreReport readRecorded(InputStream in, long size) throws IOException {
        CountedInput counted = new CountedInput(in);
        RestoreTally tally = new RestoreTally(options.dryRun());
        Runnable progress = progress(tally, counted::count, size);
        SessionRestore sessions = new SessionRestore(storage, options, tally, progress);
        try (ConversationRestore conversations = new ConversationRestore(storage, options, tally, progress);
                DumpReader reader = new DumpReader(
                        new BufferedInputStream(counted),
                        storing(one -> addUnlessOwnTrail(one, conversations)),
                        storing(sessions::add))) {
            Throwable damage = read(reader, counted);
            // What came whole before the damage is stored.
            conversations.flush();
            sessions.flush();
            tally.leftOut(reader.leftOut());
            if (damage != null) {
                throw DamagedDumpException.at(reader, damage, tally.report());
            }
            return tally.report();
        } catch (StoringException e) {
            if (e.reason() instanceof UncheckedIOException unread) {
                throw unread.getCause();
            }
            throw e.reason();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** The trails that a storage writes go on from where they are, whatever a dump of the same store has. */
    private void addUnlessOwnTrail(Incoming conversation, ConversationRestore conversations) {
        if (AuditLog.of(storage).owns(conversation.snapshot().id())) {
            conversation.release().run();
        } else {
            conversations.add(conversation);
        }
    }

    /** Keeps errors of the store apart from those of the dump, whose parts are checked by the same rules. */
    private static <T> Consumer<T> storing(Consumer<T> store) {
        return one -> {
            try {
                store.accept(one);
            } catch (RuntimeException e) {
                throw new StoringException(e);
            }
        };
    }

    private static final class StoringException extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        private final transient RuntimeException reason;

        StoringException(RuntimeException reason) {
            super(null, reason, false, false);
            this.reason = reason;
        }

        RuntimeException reason() {
            return reason;
        }
    }

    /** Returns what is wrong with the dump, or null. */
    private static @Nullable Throwable read(DumpReader reader, CountedInput stream) throws IOException {
        try {
            reader.header();
            reader.readAll();
            return null;
        } catch (IOException e) {
            if (e instanceof Spooled.SpoolException || e.equals(stream.failure())) {
                // An interrupt closes files.
                ConversationRestore.checkNotInterrupted();
                throw e;
            }
            return e;
        } catch (MalformedLineException e) {
            return e;
        }
    }

    private Runnable progress(RestoreTally tally, LongSupplier bytes, long size) {
        return () -> {
            Quantity handled = tally.handled();
            listener.accept(new TransferProgress(
                    bytes.getAsLong(), size, handled.conversations(), handled.messages(), handled.sessions()));
        };
    }
}
