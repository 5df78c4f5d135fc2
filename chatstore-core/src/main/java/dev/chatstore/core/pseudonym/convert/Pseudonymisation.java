package dev.chatstore.core.pseudonym.convert;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Storage;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.core.archive.run.Archive;
import dev.chatstore.core.audit.AuditAction;
import dev.chatstore.core.audit.AuditLog;
import dev.chatstore.core.audit.AuditSubject;
import dev.chatstore.core.backend.Argument;
import dev.chatstore.core.lease.StoppedException;
import dev.chatstore.core.lease.StoreLease;
import dev.chatstore.core.lease.WorkTurn;
import dev.chatstore.core.pseudonym.KeyRecord;
import dev.chatstore.core.pseudonym.PrivacySettings;
import dev.chatstore.core.pseudonym.Pseudonyms;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the ids of an existing store as pseudonyms from now on: plain ids, and pseudonyms by an earlier key.
 *
 * <pre>{@code
 * try (ChatStorage storage = ChatStorage.builder().url(url).set("privacy.key", key).pseudonymising().open()) {
 *     PseudonymisationReport report = storage.pseudonymisation().run();
 * }
 * }</pre>
 *
 * <p>Nobody else may use the store meanwhile. From the first change to the end the store refuses to be opened in another way.
 * Each conversation and session is stored under its pseudonyms with all that belongs to it, its versions, times and revisions, and
 * then the old one is deleted. A run that was interrupted is continued by another one with the same keys: nothing is lost or
 * stored twice. One process at a time converts a store; if it is killed, another one can after five minutes. Holds and the logs of imports are converted too. Entries of the audit trail keep the ids of their time.
 *
 * <p>The store is read again until nothing is found, which verifies the result. What cannot be read is left and counted. Two
 * different conversations, of which one has the id and the other the pseudonym, are both left: a process without the key
 * has written meanwhile.
 *
 * <p>A store {@linkplain Backend#REMEMBERED remembers} the ids of what was replaced for an hour. A run after that removes them.
 *
 * <p>Cost: all messages of all tenants are read twice, and those that are converted are written once, a conversation at a time.
 * Memory holds 100,000 ids and one page of messages. Immutable; for one thread at a time.
 */
public final class Pseudonymisation {
    private static final String WORK = "pseudonymise";
    private static final int PASSES = 10;
    private static final int PURGED = 1_000;

    private final Storage storage;
    private final StoreAccess access;
    private final Pseudonyms target;
    private final LongConsumer progress;

    private Pseudonymisation(Storage storage, StoreAccess access, Pseudonyms target, LongConsumer progress) {
        this.storage = storage;
        this.access = access;
        this.target = target;
        this.progress = progress;
    }

    /**
     * Returns a conversion that was not run yet.
     *
     * @param storage a storage that shows ids as they are stored
     * @throws InvalidInputException if there is no key
     */
    @SuppressWarnings("exports") // for the storage, which is within the module
    public static Pseudonymisation of(Storage storage, Pseudonyms target) {
        StoreAccess access = StoreAccess.of(Argument.required("storage", storage))
                .orElseThrow(() -> new InvalidInputException("storage", "must be one that ChatStorage has opened", 0));
        if (!target.isOn()) {
            throw keyError("must be set to keep ids as pseudonyms");
        }
        return new Pseudonymisation(storage, access, target, read -> {});
    }

    private static InvalidInputException keyError(String rule) {
        return new InvalidInputException(PrivacySettings.KEY.key(), rule, 0);
    }

    /** Returns this conversion with a listener that receives the number of conversations read in the current scan. */
    public Pseudonymisation onProgress(LongConsumer listener) {
        return new Pseudonymisation(storage, access, target, Argument.required("listener", listener));
    }

    /**
     * Reads the store once, and returns what a run would convert.
     *
     * @throws InvalidInputException if the store has other keys
     */
    public PseudonymisationReport dryRun() {
        KeyRecord record = KeyRecord.of(target);
        Optional<KeyRecord> existing = existing(record);
        PlainIds found = inTurn(null, turn -> scan(false, turn));
        return new PseudonymisationReport(
                true,
                keys(record),
                record.kinds(),
                found.amounts,
                PseudonymisedAmounts.NONE,
                found.unreadable,
                1,
                false,
                existing.map(KeyRecord::remembered).orElse(null));
    }

    /**
     * Converts all, and returns how much that was.
     *
     * @throws InvalidInputException if the store has other keys. Nothing is changed then
     * @throws UnavailableException if the store is out of reach, the thread is interrupted, or another run is converting the
     *     store: run it again
     */
    public PseudonymisationReport run() {
        KeyRecord record = KeyRecord.of(target);
        existing(record);
        try (StoreLease lease = StoreLease.take(access.sessions(), WORK, WorkTurn.LEASE)
                .orElseThrow(() -> notDone("another run is converting this store, or was killed within the last "
                        + WorkTurn.LEASE.toMinutes() + " minutes: wait for its end, and run it again after that"))) {
            // Another run may have ended between the two.
            Optional<KeyRecord> existing = existing(record);
            return AuditLog.of(storage)
                    .during(
                            AuditAction.PSEUDONYMISE,
                            AuditSubject.store(),
                            "keys " + String.join(" ", keys(record)),
                            () -> inTurn(lease, turn -> convert(record, existing, turn)),
                            report -> report.converted().amounts());
        }
    }

    /** Returns what a work returns that asks before each step if it may go on. */
    private static <T> T inTurn(@Nullable StoreLease lease, Function<WorkTurn, T> work) {
        try {
            return work.apply(new WorkTurn(() -> false, lease, System::nanoTime));
        } catch (StoppedException e) {
            throw notDone(
                    Thread.currentThread().isInterrupted()
                            ? "the conversion was interrupted; run it again with the same keys to go on"
                            : "the conversion stood still for too long, and another run has taken over");
        }
    }

    private static UnavailableException notDone(String message) {
        return UnavailableException.notDone(message, false, null);
    }

    private Optional<KeyRecord> existing(KeyRecord record) {
        Optional<KeyRecord> existing = KeyRecord.find(access.sessions());
        existing.ifPresent(stored -> check(stored, record));
        return existing;
    }

    private static void check(KeyRecord stored, KeyRecord given) {
        if (!stored.isBefore(given)) {
            throw keyError("and privacy.old-keys must begin with the keys of this store, which are " + keys(stored)
                    + " for " + stored.kinds() + ", and are " + keys(given) + " for " + given.kinds());
        }
        if (stored.converting() && !stored.isFor(given)) {
            throw keyError("must be the key of the conversion that has begun and not ended, whose keys are "
                    + keys(stored) + " for " + stored.kinds());
        }
    }

    private static List<String> keys(KeyRecord record) {
        return record.keys().stream()
                .map(key -> key.substring(0, Math.min(8, key.length())))
                .toList();
    }

    private PseudonymisationReport convert(KeyRecord record, Optional<KeyRecord> existing, WorkTurn turn) {
        PlainIds found = scan(true, turn);
        int scans = 1;
        boolean isConverted = found.amounts.isNone()
                && existing.filter(stored -> stored.isFor(record) && !stored.converting())
                        .isPresent();
        @Nullable Instant remembered = existing.map(KeyRecord::remembered).orElse(null);
        if (!isConverted) {
            remembered = remembered();
            record.converting(true).remembering(remembered).save(access.sessions());
        }
        PseudonymisedAmounts converted = PseudonymisedAmounts.NONE;
        // A pass that could convert nothing of what it found would not do so the next time.
        boolean isProgress = true;
        int passes = 1;
        while (!found.amounts.isNone() && isProgress && passes < PASSES) {
            passes += found.isFull() ? 0 : 1;
            PseudonymisedAmounts done = new Conversion(access, target, turn).run(found);
            converted = converted.plus(done);
            isProgress = !done.isNone();
            remembered = remembered();
            found = scan(true, turn);
            scans++;
        }
        remembered = isOver(remembered, turn) ? null : remembered;
        record.converting(!found.amounts.isNone()).remembering(remembered).save(access.sessions());
        // The content of a replaced conversation stays in the archive's place if its removal failed.
        boolean swept =
                !Archive.exists(storage) || Archive.of(storage).removeOrphans().isPresent();
        boolean sanitized = access.sanitize() && swept;
        return new PseudonymisationReport(
                false,
                keys(record),
                record.kinds(),
                converted,
                found.amounts,
                found.unreadable,
                scans,
                sanitized,
                remembered);
    }

    private Instant remembered() {
        return access.sessionTime().plus(Backend.REMEMBERED);
    }

    /** Removes the ids of what was replaced if their time is over, and returns whether it is. */
    private boolean isOver(@Nullable Instant until, WorkTurn turn) {
        if (until == null || !access.sessionTime().isAfter(until)) {
            return false;
        }
        while (access.purge(PURGED) > 0) {
            turn.check();
        }
        return true;
    }

    private PlainIds scan(boolean collects, WorkTurn turn) {
        return new PlainScan(storage, access, target, progress, turn).run(collects);
    }
}
