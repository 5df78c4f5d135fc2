package dev.chatstore.core.dump;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Storage;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.core.pseudonym.Pseudonyms;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

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
 * <p>The audit trails of a whole store are left out, since each store has its own: the scope of the tenant {@code chatstore.audit}
 * copies them, and nothing else.
 *
 * <p>A second run skips what is equal, and so continues one that was interrupted. It adds what is new in the source. What has
 * changed there since is different, and is replaced only if {@link #onConflict} says so. With {@link #onlyChanged} it reads no
 * message of what has not changed, and with {@link #removingExtra} it also removes what the source no longer has. {@link #follow}
 * goes on with that until the users have moved to the target.
 *
 * <p>A copy is immutable and may be used by several threads. All methods that read throw {@link UnavailableException} if one
 * of the stores is out of reach, or if the thread is interrupted, which a run sees between two calls; what was copied until
 * then stays.
 */
public final class StoreCopy {
    private final Storage source;
    private final Storage target;
    private final CopyChoices choices;
    private final Consumer<TransferProgress> listener;

    private StoreCopy(Storage source, Storage target, CopyChoices choices, Consumer<TransferProgress> listener) {
        this.source = source;
        this.target = target;
        this.choices = choices;
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
            return new StoreCopy(storage, target, CopyChoices.DEFAULT, progress -> {});
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

    private StoreCopy with(CopyChoices newChoices) {
        return new StoreCopy(source, target, newChoices, listener);
    }

    /** Returns this copy with another scope. */
    public StoreCopy withScope(StoreScope newScope) {
        return with(choices.withScope(Pseudonyms.in(source).of(Access.required("scope", newScope))));
    }

    /** Returns this copy with another choice for what exists in the target and is different, as a {@link StoreRestore} has. */
    public StoreCopy onConflict(Conflict conflict) {
        return with(choices.withOptions(choices.options().withConflict(conflict)));
    }

    /**
     * Returns this copy as one that writes nothing: it reads, checks and compares all, and reports what would become of it.
     * Room in the target is not checked.
     */
    public StoreCopy asDryRun() {
        return with(choices.withOptions(choices.options().asDryRun()));
    }

    /**
     * Returns this copy as one that reads no message of a conversation whose head is the same in both stores in everything but the
     * version, which may be higher in the target. An append, an edit, a redaction and a patch change the head, since they
     * change the time of the last change. The exception is a change within the microsecond of the one before it, that also leaves the
     * counts, the tokens and the profile as they are, in a conversation that is at a higher version in the target: only {@link
     * #verify} finds it.
     *
     * <p>Cost: the heads of both stores, two statements for 500 conversations of the target; a few statements for each
     * conversation that has changed, which is read and stored as a whole, however little of it is new; one statement for each session
     * of the source. A copy into a target that has none of the scope's conversations reads the source as without this choice.
     */
    public StoreCopy onlyChanged() {
        return with(choices.ofChanged());
    }

    /**
     * Returns this copy as one that removes in the end the conversations and sessions of the scope that the source does not have, in
     * whichever scope. So it makes the target a mirror of the source, and must not be used on a target that has anything of its own.
     * What cannot be read stays, and so does all if the copy fails.
     *
     * <p>Cost: the heads of the target and two statements of the source for 500 of them, and one statement of the source for each
     * session of the target.
     */
    public StoreCopy removingExtra() {
        return with(choices.removing());
    }

    /** Returns this copy with a listener, which is called in the thread that copies, after each call to the target. */
    public StoreCopy onProgress(Consumer<TransferProgress> newListener) {
        return new StoreCopy(source, target, choices, Access.required("listener", newListener));
    }

    /**
     * Copies one snapshot of the source, and returns what became of it. A conversation of which a part cannot be read is not
     * copied, nor is such a session, and the report lists it as refused.
     *
     * @throws InvalidInputException if both storages are of one store, such as one file by two paths, which a dry run does not
     *     tell, or what the source does not have is to be removed and the storages have different keys for pseudonyms
     */
    public RestoreReport run() {
        if (choices.removesExtra()) {
            checkKeys();
        }
        if (choices.options().dryRun()) {
            return pass();
        }
        checkTarget();
        RecordedCopy recorded = RecordedCopy.begin(source, target, choices.scope());
        RestoreReport report;
        try {
            report = pass();
        } catch (Throwable e) {
            recorded.failed(e);
            throw e;
        }
        recorded.ended(report.amounts());
        return report;
    }

    /** Copies as {@link #run} does, and records nothing. */
    RestoreReport pass() {
        RestoreTally tally = new RestoreTally(choices.options().dryRun());
        try (StoreSnapshot snapshot = snapshot(source)) {
            new CopyPass(snapshot, target, choices, tally, () -> report(tally)).run();
        }
        return tally.report();
    }

    /**
     * Copies, and goes on copying what changes in the source until it is finished or closed: the way to run two stores side by
     * side, to move users to the target, and back again. The copy is one of what has {@linkplain #onlyChanged changed}, that {@linkplain
     * Conflict#REPLACE replaces} what is different, and {@linkplain #removingExtra removes} what the source does not have:
     * <strong>the target belongs to it</strong>, and has nothing of its own in the scope.
     *
     * <p>A pass over everything begins at once, and then whenever an interval has passed since the last one. It finds all changes,
     * by whomever they were made. In between, conversations are copied as soon as the source reports their changes: those
     * that the same process makes, and with a shared cache those of others. Sessions are copied by passes only, and so are
     * conversations of a tenant that is new since the last pass, and of tenants beyond {@value Following#TENANTS}.
     *
     * <p>An error is retried as a whole pass, after one second, then two, up to a minute; {@link Following#lag} shows it. A copy that
     * is closed can be followed again: it begins with a pass.
     *
     * <p>Cost: each pass costs as {@link #onlyChanged} says, and a conversation that changes is replaced as a whole.
     *
     * @param interval time from the end of a pass to the beginning of the next, 1 ms to 1 day
     * @throws InvalidInputException if the interval is shorter or longer, this is a dry run, both storages are of one store, or they
     *     have different keys for pseudonyms
     * @throws UnavailableException if one of the stores is out of reach at the beginning
     */
    public Following follow(Duration interval) {
        return follow(interval, System::nanoTime);
    }

    /** Follows by a clock of the caller's, in nanoseconds. */
    Following follow(Duration interval, LongSupplier nanoTime) {
        Access.required("interval", interval);
        if (interval.compareTo(Duration.ofMillis(1)) < 0 || interval.compareTo(Duration.ofDays(1)) > 0) {
            throw new InvalidInputException("interval", "must be 1 ms to 1 day", 0);
        }
        if (choices.options().dryRun()) {
            throw new InvalidInputException("interval", "a dry run cannot be followed, since it copies nothing", 0);
        }
        checkKeys();
        checkTarget();
        CopyChoices mirror = choices.withOptions(choices.options().withConflict(Conflict.REPLACE))
                .ofChanged()
                .removing();
        return Following.begin(source, target, with(mirror), interval, nanoTime);
    }

    /** Refuses a target that is the source, opened a second time: a copy would replace what changes by what it was before. */
    private void checkTarget() {
        if (!choices.options().dryRun() && SameStore.is(Access.to(source), Access.to(target))) {
            throw new InvalidInputException("target", "must be another store than the source, and is the same", 0);
        }
    }

    /** Refuses stores that name the same things differently: all that the target has would be extra. */
    private void checkKeys() {
        if (!Pseudonyms.in(source).isSame(Pseudonyms.in(target))) {
            throw new InvalidInputException(
                    "target", "must have the privacy.key of the source, to be a mirror of it", 0);
        }
    }

    StoreScope scope() {
        return choices.scope();
    }

    /** Copies some conversations of the scope as {@link #run} does, of which the source may have removed some. */
    RestoreReport run(Collection<ConversationId> ids) {
        RestoreTally tally = new RestoreTally(choices.options().dryRun());
        try (StoreSnapshot snapshot = snapshot(source)) {
            new CopyPass(snapshot, target, choices, tally, () -> report(tally)).run(ids);
        }
        return tally.report();
    }

    private StoreSnapshot snapshot(Storage storage) {
        return WithoutOwnRecords.of(Access.to(storage).snapshot(choices.scope()), choices.scope());
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
        try (StoreSnapshot one = snapshot(source);
                StoreSnapshot other = snapshot(target);
                Verification verification = new Verification(choices.scope(), from, one, to, other)) {
            return verification.run();
        }
    }
}
