package dev.chatstore.core.backup;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ClosedException;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.Storage;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.SessionWrite;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.dump.BackupReport;
import dev.chatstore.core.dump.StoreBackup;
import dev.chatstore.core.lease.StoreLease;
import dev.chatstore.core.operations.BackupStatus;
import dev.chatstore.core.operations.Health;
import dev.chatstore.core.operations.Health.State;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes a backup whenever one is due. When the last one succeeded is kept in the store, by its clock, and one process at a
 * time has the right to write one: so a restart does not begin anew, what was missed is made up for, and two processes
 * write one backup. The steps are for one thread; the state may be read by others.
 */
final class BackupSchedule {
    private static final String WORK = "backup";
    private static final SessionId RECORD = new SessionId(StoreLease.TENANT, "backups", "schedule");

    /** Longer than reading back a file takes, during which the lease is not renewed. */
    private static final Duration LEASE = Duration.ofMinutes(15);

    /** The state that others write is at most so old. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private static final int MAX_ERROR = 500;

    private final Storage storage;
    private final SessionBackend sessions;
    private final BackupPlan plan;
    private final LongSupplier nanos;
    private final BooleanSupplier closing;
    private final AtomicLong successes = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final long begun;
    private volatile Known known;

    /**
     * Creates a schedule that has done nothing.
     *
     * @param sessions the sessions of the store, without caches
     * @param nanos the time by which a state ages
     * @param closing returns whether the storage is being closed, which fails a backup by intent
     */
    BackupSchedule(
            Storage storage, SessionBackend sessions, BackupPlan plan, LongSupplier nanos, BooleanSupplier closing) {
        this.storage = storage;
        this.sessions = sessions;
        this.plan = plan;
        this.nanos = nanos;
        this.closing = closing;
        this.begun = nanos.getAsLong();
        this.known = new Known(BackupRecord.NONE, Instant.EPOCH, begun);
    }

    /** A record, the time of the store at which it was read, and the same time by the process. */
    private record Known(BackupRecord record, Instant time, long nanos) {}

    /**
     * Writes a backup if one is due and no other process is writing one, and returns how long to wait for the next step.
     *
     * @throws ChatStoreException if the store is out of reach
     * @throws IOException if the backup failed; that is in the record
     */
    Duration step() throws IOException {
        Duration wait = read();
        if (wait.isZero() || wait.isNegative()) {
            Optional<StoreLease> lease = StoreLease.take(sessions, WORK, LEASE);
            if (lease.isEmpty()) {
                return shorter(plan.retry());
            }
            try (StoreLease held = lease.get()) {
                // Another process may have written one meanwhile.
                wait = read();
                if (wait.isZero() || wait.isNegative()) {
                    write(held);
                    wait = read();
                }
            }
        }
        return shorter(wait);
    }

    private static Duration shorter(Duration wait) {
        return wait.compareTo(LONGEST_PAUSE) < 0 ? wait : LONGEST_PAUSE;
    }

    /** Reads the record, and returns how long to wait for the next backup. */
    private Duration read() {
        return learn(sessions.find(RECORD)
                .map(StoredSession::state)
                .map(BackupRecord::read)
                .orElse(BackupRecord.NONE));
    }

    private Duration learn(BackupRecord record) {
        Known learned = new Known(record, sessions.now(), nanos.getAsLong());
        known = learned;
        return record.untilDue(learned.time(), plan);
    }

    private void write(StoreLease lease) throws IOException {
        Instant start = sessions.now();
        BackupReport report;
        try {
            report = StoreBackup.of(storage)
                    .into(plan.to())
                    .keeping(plan.keep())
                    .onProgress(new Renewal(lease, nanos, LEASE.dividedBy(3)))
                    .run();
        } catch (IOException | RuntimeException e) {
            failed(start, e);
            throw e;
        }
        save(known.record().withSuccess(start, report.file().toString()));
        successes.incrementAndGet();
    }

    private void failed(Instant start, Exception reason) {
        if (reason instanceof ClosedException || closing.getAsBoolean()) {
            return;
        }
        try {
            save(known.record().withFailure(start, text(reason)));
        } catch (ChatStoreException e) {
            reason.addSuppressed(e);
        }
        failures.incrementAndGet();
    }

    /** Returns what an operator is to know. The messages of other exceptions may quote what users wrote. */
    private static String text(Exception reason) {
        String name = reason.getClass().getSimpleName();
        String text = reason instanceof IOException || reason instanceof ChatStoreException
                ? name + ": " + reason.getMessage()
                : name;
        return text.substring(0, Math.min(MAX_ERROR, text.length()));
    }

    private void save(BackupRecord record) {
        SessionWrite write = new SessionWrite(record.write(), null, null);
        try {
            Optional<StoredSession> before = sessions.find(RECORD);
            if (before.isPresent()) {
                sessions.compareAndSet(before.get(), write);
            } else {
                sessions.compareAndSet(RECORD, 0, write);
            }
            learn(record);
        } catch (ConflictException e) {
            throw UnavailableException.notDone(
                    "another process took over the backup, since this one stood still for too long", true, e);
        }
    }

    BackupStatus status() {
        BackupRecord record = known.record();
        return new BackupStatus(
                record.succeeded(),
                age(),
                record.file(),
                record.failed(),
                record.error(),
                successes.get(),
                failures.get());
    }

    private @Nullable Duration age() {
        Known now = known;
        Instant succeeded = now.record().succeeded();
        return succeeded == null
                ? null
                : Duration.between(succeeded, now.time()).plusNanos(nanos.getAsLong() - now.nanos());
    }

    Health.Part health() {
        Duration allowed = plan.every().multipliedBy(2);
        BackupRecord record = known.record();
        Duration age = age();
        String reason = null;
        if (age == null) {
            boolean isLate = nanos.getAsLong() - begun > allowed.toNanos();
            reason = isLate || record.failed() != null ? "no backup has succeeded yet" : null;
        } else if (age.compareTo(allowed) > 0) {
            reason = "the last backup that succeeded is of " + record.succeeded() + ", more than two intervals ago";
        }
        if (reason == null) {
            return new Health.Part(WORK, State.UP, null);
        }
        return new Health.Part(
                WORK, State.DEGRADED, record.isFailing() ? reason + "; last failure: " + record.error() : reason);
    }
}
