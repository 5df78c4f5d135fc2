package dev.chatstore.core.dump;

import dev.chatstore.api.ClosedException;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Storage;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.audit.AuditAction;
import dev.chatstore.core.audit.AuditLog;
import dev.chatstore.core.audit.AuditSubject;
import dev.chatstore.core.dump.form.CountedOutput;
import dev.chatstore.core.file.OwnersFile;
import dev.chatstore.core.load.SteadyReading;
import dev.chatstore.core.pseudonym.Pseudonyms;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Writes all that a storage holds, or a part of it, into a file that {@link StoreRestore} reads back into a store of any
 * backend: conversations with their versions, times, profiles and archived flags, their messages with ids, branches,
 * attachments, metadata, revisions and redactions, and the live sessions of all names. Deleted conversations and expired
 * sessions are not in it, nor is anything that a store keeps for itself.
 *
 * <pre>{@code
 * DumpReport report = StoreDump.of(storage).write(Path.of("bot.dump.zst"));
 * }</pre>
 *
 * <p>A dump shows one moment of a database, while others read and write: what is committed before its start is in it, and
 * nothing else. On Redis each conversation is as it was at a moment of its own; one that is created while the dump runs may be
 * in it or not, and a large one that is edited while it is read is read again, up to 20 times, before the dump fails. {@link
 * dev.chatstore.api.spi.Backend#snapshot} says what a long dump costs a database.
 *
 * <p>The file is JSON lines, compressed with zstd. Each conversation has a SHA-256 of its content, and the end of the file one
 * of all, so that damage is found. The file has all that users wrote, in the clear: protect it like the store.
 *
 * <p>A dump is immutable and may be used by several threads. Memory holds one page, or one message with all its revisions if
 * that is larger. Each one that is written has a thread that compresses, with about 30 MiB of memory outside the heap. All
 * methods that write throw {@link UnavailableException} if the store is out of reach or its connection is lost, and {@link
 * ClosedException} if the storage is closed.
 */
public final class StoreDump {
    /** How many conversations come between two reports of progress. */
    private static final int PROGRESS = 100;

    private final Storage storage;
    private final StoreScope scope;
    private final boolean leavesOut;
    private final Consumer<TransferProgress> listener;

    private StoreDump(Storage storage, StoreScope scope, boolean leavesOut, Consumer<TransferProgress> listener) {
        this.storage = storage;
        this.scope = scope;
        this.leavesOut = leavesOut;
        this.listener = listener;
    }

    /**
     * Returns a dump of everything in a storage.
     *
     * @throws InvalidInputException if the storage was not opened by {@link dev.chatstore.ChatStorage}
     */
    public static StoreDump of(Storage storage) {
        Access.to(storage);
        return new StoreDump(storage, StoreScope.everything(), false, progress -> {});
    }

    /** Returns this dump with another scope. */
    public StoreDump withScope(StoreScope newScope) {
        return new StoreDump(
                storage, Pseudonyms.in(storage).of(Access.required("scope", newScope)), leavesOut, listener);
    }

    /**
     * Returns this dump without the conversations and sessions of which a part cannot be read: the report lists them, and the
     * others are complete. By default such a conversation or session fails the dump.
     */
    public StoreDump skipUnreadable() {
        return new StoreDump(storage, scope, true, listener);
    }

    /** Returns this dump with a listener, which is called in the thread that writes, every 100 conversations or sessions. */
    public StoreDump onProgress(Consumer<TransferProgress> newListener) {
        return new StoreDump(storage, scope, leavesOut, Access.required("listener", newListener));
    }

    /**
     * Writes a file that only its owner may read, and returns what is in it. The file is complete and durable when this
     * returns. If it fails, the file is as it was before. Until then the dump is in a file next to it, whose name is that of
     * the target with a random number and {@code .part}. Of two dumps to one path at the same time, the later one stays.
     * What is neither a file nor a folder, such as a pipe or a device, is written to as it is.
     *
     * @throws IOException if the file cannot be written
     * @throws CorruptDataException if a conversation or session cannot be read, unless {@link #skipUnreadable}
     */
    public DumpReport write(Path target) throws IOException {
        return OwnersFile.writeForOwner(Access.required("target", target), this::write);
    }

    /**
     * Writes to a stream, which stays open, and returns what was written.
     *
     * @throws IOException if the stream cannot be written to
     * @throws CorruptDataException if a conversation or session cannot be read, unless {@link #skipUnreadable}
     */
    public DumpReport write(OutputStream out) throws IOException {
        CountedOutput counted = new CountedOutput(Access.required("out", out));
        return AuditLog.of(storage)
                .during(
                        AuditAction.EXPORT,
                        AuditSubject.of(scope),
                        "dump",
                        () -> writeRecorded(counted),
                        report -> report.content().quantity().amounts());
    }

    private DumpReport writeRecorded(CountedOutput counted) throws IOException {
        StoreAccess access = Access.to(storage);
        try (StoreSnapshot snapshot = access.snapshot(scope)) {
            DumpHeader header = DumpHeader.of(snapshot, access.loader().now(), access.kind(), scope);
            Run run = new Run(counted, snapshot);
            StoreDigest content = run.write(header);
            return new DumpReport(header, content, counted.count(), run.leftOut, run.leftOutCount);
        }
    }

    private final class Run {
        private final CountedOutput out;
        private final StoreSnapshot snapshot;
        private final List<CorruptDataException> leftOut = new ArrayList<>();
        private long leftOutCount;
        private Quantity written = Quantity.NONE;

        Run(CountedOutput out, StoreSnapshot snapshot) {
            this.out = out;
            this.snapshot = snapshot;
        }

        StoreDigest write(DumpHeader header) throws IOException {
            try (DumpWriter writer = new DumpWriter(out)) {
                writer.header(header);
                conversations(writer, snapshot.conversations());
                sessions(writer, snapshot.sessions());
                return writer.trailer();
            }
        }

        private void conversations(DumpWriter writer, Iterator<ConversationSnapshot> conversations) throws IOException {
            while (conversations.hasNext()) {
                try {
                    conversation(writer, conversations.next());
                } catch (CorruptDataException e) {
                    leaveOut(writer, e);
                }
                progress(written.conversations());
            }
        }

        private void conversation(DumpWriter writer, ConversationSnapshot first) throws IOException {
            AtomicBoolean isBegun = new AtomicBoolean();
            Optional<ConversationSnapshot> found = SteadyReading.<IOException>readWhole(snapshot, scope, first, one -> {
                if (isBegun.getAndSet(true)) {
                    writer.forget();
                }
                writer.conversation(one);
            });
            if (found.isPresent()) {
                written = written.plus(1, found.get().head().messageCount(), 0);
            } else {
                writer.forget();
            }
        }

        private void leaveOut(DumpWriter writer, CorruptDataException reason) throws IOException {
            if (!leavesOut) {
                throw reason;
            }
            writer.leaveOut();
            leftOutCount++;
            if (leftOut.size() < DumpReport.LISTED) {
                leftOut.add(reason);
            }
        }

        private void sessions(DumpWriter writer, Iterator<StoredSession> sessions) throws IOException {
            while (sessions.hasNext()) {
                try {
                    writer.session(sessions.next());
                    written = written.plus(0, 0, 1);
                } catch (CorruptDataException e) {
                    leaveOut(writer, e);
                }
                progress(written.sessions());
            }
            progress(0);
        }

        private void progress(long count) {
            if (count % PROGRESS == 0) {
                listener.accept(new TransferProgress(
                        out.count(), -1, written.conversations(), written.messages(), written.sessions()));
            }
        }
    }
}
