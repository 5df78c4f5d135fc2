package dev.chatstore;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ClosedException;
import dev.chatstore.core.archive.run.Archive;
import dev.chatstore.core.archive.run.ArchiveCounts;
import dev.chatstore.core.archive.run.ArchiveReport;
import dev.chatstore.core.backend.BackgroundThreads;
import dev.chatstore.core.backend.DeferredInterrupt;
import dev.chatstore.core.backend.OutageLog;
import dev.chatstore.core.operations.ArchiveStatistics;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves messages into the archive in the background, in a thread of its own: a run may take hours. */
final class ArchiveRuns implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveRuns.class);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final OutageLog outage = OutageLog.of("the background run of the archive", 1, System::nanoTime);
    private final Archive archive;
    private final ScheduledExecutorService executor;
    private volatile ArchiveStatistics statistics = ArchiveStatistics.NONE;
    private volatile boolean closed;

    /** Starts the runs, the first one after an interval. */
    @SuppressWarnings("FutureReturnValueIgnored") // run() catches everything
    ArchiveRuns(Archive archive, Duration interval) {
        this.archive = archive;
        executor = Executors.newSingleThreadScheduledExecutor(BackgroundThreads.named("chatstore-archive"));
        executor.scheduleWithFixedDelay(this::run, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    ArchiveStatistics statistics() {
        return statistics;
    }

    /** Throws nothing, which would end all later runs. */
    private void run() {
        long begun = outage.begin();
        ArchiveStatistics before = statistics;
        try {
            archive.stoppingIf(() -> closed)
                    .onProgress(counts -> statistics = sum(before, counts))
                    .run()
                    .ifPresent(this::ended);
            outage.succeeded(0, begun);
        } catch (ChatStoreException e) {
            failed();
            if (e instanceof ClosedException) {
                LOG.debug("the background run of the archive goes on later: {}", e.getMessage());
            } else {
                outage.failed(0, begun, e.getMessage());
            }
        } catch (Throwable e) {
            failed();
            // Its message may quote what users wrote.
            outage.failed(0, begun, e.getClass().getName());
        }
    }

    private void ended(ArchiveReport report) {
        if (report.complete()) {
            LOG.debug("the archive has {}", report.summary());
            ArchiveStatistics now = statistics;
            statistics = with(now, now.runs() + 1, now.failures(), report.time());
        }
    }

    private void failed() {
        ArchiveStatistics now = statistics;
        statistics = with(now, now.runs(), now.failures() + (closed ? 0 : 1), now.lastRun());
    }

    private static ArchiveStatistics sum(ArchiveStatistics before, ArchiveCounts counts) {
        return new ArchiveStatistics(
                before.runs(),
                before.failures(),
                before.messages() + counts.messages(),
                before.bytes() + counts.bytes(),
                before.stored() + counts.stored(),
                before.orphans() + counts.orphans(),
                before.lastRun());
    }

    private static ArchiveStatistics with(
            ArchiveStatistics counts, long runs, long failures, @Nullable Instant lastRun) {
        return new ArchiveStatistics(
                runs, failures, counts.messages(), counts.bytes(), counts.stored(), counts.orphans(), lastRun);
    }

    /** Waits for the step that is running, so that the run gives its lease back before the store is closed. */
    @Override
    public void close() {
        closed = true;
        executor.shutdown();
        try (DeferredInterrupt interrupt = DeferredInterrupt.begin()) {
            try {
                if (!executor.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                    LOG.warn("a step of the archive still runs after {}", CLOSE_TIMEOUT);
                }
            } catch (InterruptedException e) {
                interrupt.caught();
            }
        }
    }
}
