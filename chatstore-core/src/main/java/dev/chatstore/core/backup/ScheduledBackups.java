package dev.chatstore.core.backup;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ClosedException;
import dev.chatstore.api.Storage;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.core.backend.BackgroundThreads;
import dev.chatstore.core.backend.OutageLog;
import dev.chatstore.core.operations.BackupStatus;
import dev.chatstore.core.operations.Health;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes backups on a schedule, in a thread of its own. Safe for use by several threads. */
public final class ScheduledBackups implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ScheduledBackups.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final OutageLog outage = OutageLog.of("the scheduled backup", 1, System::nanoTime);
    private final ScheduledExecutorService executor;
    private final BackupSchedule schedule;

    private ScheduledBackups(Storage storage, SessionBackend sessions, BackupPlan plan, LongSupplier nanos) {
        executor = Executors.newSingleThreadScheduledExecutor(BackgroundThreads.named("chatstore-backup"));
        schedule = new BackupSchedule(storage, sessions, plan, nanos, executor::isShutdown);
    }

    /**
     * Starts to write backups.
     *
     * @param sessions the sessions of the store, without caches
     * @param nanos the time by which the state ages
     */
    public static ScheduledBackups begin(
            Storage storage, SessionBackend sessions, BackupPlan plan, LongSupplier nanos) {
        ScheduledBackups backups = new ScheduledBackups(storage, sessions, plan, nanos);
        backups.after(Duration.ZERO);
        return backups;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // run() catches everything
    private void after(Duration pause) {
        try {
            executor.schedule(this::run, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("no further backup is written, since the storage is closed");
        }
    }

    /** Throws nothing, which would end all later steps. */
    private void run() {
        Duration pause = AFTER_FAILURE;
        long begun = outage.begin();
        try {
            Duration wait = schedule.step();
            pause = wait.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : wait;
            outage.succeeded(0, begun);
        } catch (ChatStoreException | IOException e) {
            if (executor.isShutdown()
                    || e instanceof ClosedException
                    || (e instanceof UnavailableException away && away.retryable())) {
                // The outage of the store is logged by itself.
                LOG.debug("the backup is tried again later: {}", e.getMessage());
            } else {
                outage.failed(0, begun, e.getMessage());
            }
        } catch (Throwable e) {
            // Its message may quote what users wrote.
            outage.failed(0, begun, e.getClass().getName());
        }
        after(pause);
    }

    /** Returns the state of the backups as it was last read. Asks no server. */
    public BackupStatus status() {
        return schedule.status();
    }

    /** Returns the health of the backups: degraded once the last success is older than two intervals. Asks no server. */
    public Health.Part health() {
        return schedule.health();
    }

    /** Ends a backup that is being written, whose file is removed. */
    @Override
    public void close() {
        executor.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            if (!executor.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("a backup is still being written after {}", CLOSE_TIMEOUT);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
