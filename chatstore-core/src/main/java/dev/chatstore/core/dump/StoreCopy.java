package dev.chatstore.core.dump;

import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Storage;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Copies all that a storage holds, or a part of it, into another one of any backend, without a file: what {@link StoreDump}
 * reads from the source goes into the target as {@link StoreRestore} puts it there, with the same promises.
 *
 * <pre>{@code
 * StoreCopy copy = StoreCopy.from(sqlite).to(postgres);
 * RestoreReport report = copy.run();
 * ComparisonReport verified = copy.verify();
 * }</pre>
 *
 * <p>A second run skips what is equal, and so continues one that was interrupted. It adds what is new in the source. What has
 * changed there since is different, and is replaced only if {@link #onConflict} says so.
 *
 * <p>A copy is immutable and may be used by several threads. All methods that read throw {@link UnavailableException} if one
 * of the stores is out of reach, or if the thread is interrupted, which a run sees between two calls; what was copied until
 * then stays.
 */
public final class StoreCopy {
    private final Storage source;
    private final Storage target;
    private final StoreScope scope;
    private final ConversationRestore.Options options;
    private final Consumer<TransferProgress> listener;

    private StoreCopy(
            Storage source,
            Storage target,
            StoreScope scope,
            ConversationRestore.Options options,
            Consumer<TransferProgress> listener) {
        this.source = source;
        this.target = target;
        this.scope = scope;
        this.options = options;
        this.listener = listener;
    }

    /** The source of a copy, which still needs its target. */
    public static final class Source {
        private final Storage storage;

        private Source(Storage storage) {
            this.storage = storage;
        }

        /**
         * Returns a copy of everything into a storage, which leaves what is different there as it is.
         *
         * @throws InvalidInputException if the storage was not opened by {@link dev.chatstore.ChatStorage}, or is the source
         */
        public StoreCopy to(Storage target) {
            Access.to(target);
            if (target.equals(storage)) {
                throw new InvalidInputException("target", "must be another storage than the source", 0);
            }
            return new StoreCopy(
                    storage, target, StoreScope.everything(), ConversationRestore.Options.DEFAULT, progress -> {});
        }
    }

    /**
     * Returns the beginning of a copy from a storage.
     *
     * @throws InvalidInputException if the storage was not opened by {@link dev.chatstore.ChatStorage}
     */
    public static Source from(Storage source) {
        Access.to(source);
        return new Source(source);
    }

    /** Returns this copy with another scope. */
    public StoreCopy withScope(StoreScope newScope) {
        return new StoreCopy(source, target, Access.required("scope", newScope), options, listener);
    }

    /** Returns this copy with another choice for what exists in the target and is different, as a {@link StoreRestore} has. */
    public StoreCopy onConflict(Conflict conflict) {
        return new StoreCopy(source, target, scope, options.withConflict(conflict), listener);
    }

    /**
     * Returns this copy as one that writes nothing: it reads, checks and compares all, and reports what would become of it.
     * Room in the target is not checked.
     */
    public StoreCopy asDryRun() {
        return new StoreCopy(source, target, scope, options.asDryRun(), listener);
    }

    /** Returns this copy with a listener, which is called in the thread that copies, after each call to the target. */
    public StoreCopy onProgress(Consumer<TransferProgress> newListener) {
        return new StoreCopy(source, target, scope, options, Access.required("listener", newListener));
    }

    /**
     * Copies one snapshot of the source, and returns what became of it. A conversation of which a part cannot be read is not
     * copied, nor is such a session, and the report lists it as refused.
     */
    public RestoreReport run() {
        RestoreTally tally = new RestoreTally(options.dryRun());
        Runnable progress = () -> report(tally);
        try (StoreSnapshot snapshot = Access.to(source).snapshot(scope);
                ConversationRestore restore = new ConversationRestore(target, options, tally, progress)) {
            Iterator<ConversationSnapshot> conversations = snapshot.conversations();
            while (conversations.hasNext()) {
                next(conversations, tally).ifPresent(restore::add);
            }
            restore.flush();
            SessionRestore sessions = new SessionRestore(target, options, tally, progress);
            snapshot.sessions().forEachRemaining(sessions::add);
            sessions.flush();
        }
        return tally.report();
    }

    /** Returns the next conversation, or empty if it cannot be read. */
    private static Optional<Incoming> next(Iterator<ConversationSnapshot> conversations, RestoreTally tally) {
        try {
            return Optional.of(Incoming.of(conversations.next()));
        } catch (CorruptDataException e) {
            tally.unreadable(e);
            return Optional.empty();
        }
    }

    private void report(RestoreTally tally) {
        Quantity handled = tally.handled();
        listener.accept(new TransferProgress(0, -1, handled.conversations(), handled.messages(), handled.sessions()));
    }

    /**
     * Compares the target with the source by digests, each in a snapshot of its own, and returns how they differ. Without
     * writers in between they are equal after a complete copy. A session that expires meanwhile counts for neither.
     *
     * @throws CorruptDataException if a conversation or session cannot be read
     */
    public ComparisonReport verify() {
        StoreAccess from = Access.to(source);
        StoreAccess to = Access.to(target);
        try (StoreSnapshot one = from.snapshot(scope);
                StoreSnapshot other = to.snapshot(scope);
                Verification verification = new Verification(scope, from, one, to, other)) {
            return verification.run();
        }
    }
}
