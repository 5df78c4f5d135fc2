package dev.chatstore.core.dump;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Storage;
import dev.chatstore.api.UnavailableException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
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
 * <p>What exists and is equal is passed over, so that an interrupted restore is continued by the same call. What exists and is
 * different is left as it is and reported, or replaced after {@link #takingTheirs()}. Where a conversation was deleted within
 * the last hour, its versions continue from the deleted one's and are higher than in the dump; all else is the same.
 *
 * <p>Each conversation appears as a whole, and only after its end was read and its digest was found right. A restore as a whole
 * is not atomic. A session expires at the instant that it had; one whose instant has passed does not come back. Listeners and
 * caches are notified as of any change. The limits of the storage hold: what exceeds them is refused and reported.
 *
 * <p>A restore is immutable and may be used by several threads. Memory holds about 12 MiB of lines in calls of 4,000
 * messages, two at the same time; what a conversation has beyond 4 MiB is put into a temporary file, which only its owner may
 * read, in the folder {@code java.io.tmpdir}. All methods that read throw {@link UnavailableException} if the store is out of
 * reach; what was restored until then stays.
 */
public final class StoreRestore {
    private final Storage storage;
    private final FillingMode mode;
    private final Consumer<TransferProgress> listener;

    private StoreRestore(Storage storage, FillingMode mode, Consumer<TransferProgress> listener) {
        this.storage = storage;
        this.mode = mode;
        this.listener = listener;
    }

    /**
     * Returns a restore into a storage, which leaves what is different there as it is.
     *
     * @throws InvalidInputException if the storage was not opened by {@link dev.chatstore.ChatStorage}
     */
    public static StoreRestore into(Storage storage) {
        Access.to(storage);
        return new StoreRestore(storage, FillingMode.LEAVING_OURS, progress -> {});
    }

    /**
     * Returns this restore with another choice for what exists and is different: it is deleted, and what the dump has is
     * stored in its place. In between a reader does not find it. One that changes at this moment is left as it is and reported.
     */
    public StoreRestore takingTheirs() {
        return new StoreRestore(storage, FillingMode.TAKING_THEIRS, listener);
    }

    /** Returns this restore as one that writes nothing: it reads and compares all, and reports what would become of it. */
    public StoreRestore asDryRun() {
        return new StoreRestore(storage, FillingMode.DRY_RUN, listener);
    }

    /** Returns this restore with a listener, which is called in the thread that reads, after each call to the store. */
    public StoreRestore onProgress(Consumer<TransferProgress> newListener) {
        return new StoreRestore(storage, mode, Access.required("listener", newListener));
    }

    /**
     * Restores a file, and returns what became of its content.
     *
     * @throws DamagedDumpException if the file is damaged or cut, is no dump, or has a form that this release does not read
     * @throws IOException if the file cannot be read
     * @throws ChatStoreException if the store is out of reach, closed or full
     */
    public RestoreReport read(Path file) throws IOException {
        long size = Files.size(Access.required("file", file));
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, size);
        }
    }

    /**
     * Restores from a stream, which is read to its end and closed, and returns what became of its content.
     *
     * @throws DamagedDumpException if the content is damaged or cut, is no dump, or has a form that this release does not read
     * @throws IOException if the stream cannot be read
     * @throws ChatStoreException if the store is out of reach, closed or full
     */
    public RestoreReport read(InputStream in) throws IOException {
        return read(Access.required("in", in), -1);
    }

    private RestoreReport read(InputStream in, long size) throws IOException {
        CountedInput counted = new CountedInput(in);
        RestoreTally tally = new RestoreTally(mode == FillingMode.DRY_RUN);
        Runnable progress = progress(tally, counted::count, size);
        FillingSessions sessions = new FillingSessions(storage, mode, tally, progress);
        try (Filling filling = new Filling(storage, mode, tally, progress);
                DumpReader reader = new DumpReader(new BufferedInputStream(counted), filling::add, sessions::add)) {
            Throwable damage = read(reader);
            // What came whole before the damage is stored.
            filling.flush();
            sessions.flush();
            if (damage != null) {
                throw damaged(reader, damage, tally.report());
            }
            return tally.report();
        }
    }

    private static @Nullable Throwable read(DumpReader reader) {
        try {
            reader.header();
            reader.readAll();
            return null;
        } catch (MalformedLineException | IOException e) {
            return e;
        }
    }

    private static IOException damaged(DumpReader reader, Throwable damage, RestoreReport restored) {
        String problem = damage instanceof MalformedLineException
                ? String.valueOf(damage.getMessage())
                : "cannot be decompressed or read, since the file is damaged or cut";
        return new DamagedDumpException(reader.line(), reader.offset(), problem, restored, damage);
    }

    private Runnable progress(RestoreTally tally, LongSupplier bytes, long size) {
        return () -> {
            Quantity handled = tally.handled();
            listener.accept(new TransferProgress(
                    bytes.getAsLong(), size, handled.conversations(), handled.messages(), handled.sessions()));
        };
    }
}
