package dev.chatstore;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ClosedException;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.core.backend.BackgroundThreads;
import dev.chatstore.core.backend.DeferredInterrupt;
import dev.chatstore.core.backend.OutageLog;
import dev.chatstore.core.operations.RetentionStatistics;
import dev.chatstore.core.retention.Retention;
import dev.chatstore.core.retention.RetentionCounts;
import dev.chatstore.core.retention.RetentionReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs retention in the background, in a thread of its own: a run may take hours, and the cleaner must go on. */
final class RetentionRuns implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RetentionRuns.class);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final OutageLog outage = OutageLog.of("the background run of retention", 1, System::nanoTime);
    private final Retention retention;
    private final ScheduledExecutorService executor;
    private volatile RetentionStatistics statistics = RetentionStatistics.NONE;
    private volatile boolean closed;

    /** Starts the runs, the first one after an interval. */
    @SuppressWarnings("FutureReturnValueIgnored") // run() catches everything
    RetentionRuns(Retention retention, Duration interval) {
        this.retention = retention;
        executor = Executors.newSingleThreadScheduledExecutor(BackgroundThreads.named("chatstore-retention"));
        executor.scheduleWithFixedDelay(this::run, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    RetentionStatistics statistics() {
        return statistics;
    }

    /** Throws nothing, which would end all later runs. */
    private void run() {
        long begun = outage.begin();
        RetentionStatistics before = statistics;
        try {
            Optional<RetentionReport> report = retention
                    .stoppingIf(() -> closed)
                    .onProgress(counts -> statistics = sum(before, counts))
                    .run();
            report.ifPresent(this::ended);
            outage.succeeded(0, begun);
        } catch (ChatStoreException e) {
            failed();
            if (e instanceof ClosedException || (e instanceof UnavailableException away && away.retryable())) {
                // The outage of the store is logged by itself.
                LOG.debug("the background run of retention goes on later: {}", e.getMessage());
            } else {
                outage.failed(0, begun, e.getMessage());
            }
        } catch (Throwable e) {
            failed();
            // Its message may quote what users wrote.
            outage.failed(0, begun, e.getClass().getName());
        }
    }

    private void ended(RetentionReport report) {
        if (report.complete()) {
            LOG.debug("retention has {}", report.summary());
            RetentionStatistics now = statistics;
            statistics = with(now, now.runs() + 1, now.failures(), report.time());
        }
    }

    private void failed() {
        RetentionStatistics now = statistics;
        statistics = with(now, now.runs(), now.failures() + (closed ? 0 : 1), now.lastRun());
    }

    private static RetentionStatistics sum(RetentionStatistics before, RetentionCounts counts) {
        return new RetentionStatistics(
                before.runs(),
                before.failures(),
                before.conversationsRemoved() + counts.conversationsRemoved(),
                before.conversationsArchived() + counts.conversationsArchived(),
                before.messagesRemoved() + counts.messagesRemoved(),
                before.lastRun());
    }

    private static RetentionStatistics with(
            RetentionStatistics counts, long runs, long failures, @Nullable Instant lastRun) {
        return new RetentionStatistics(
                runs,
                failures,
                counts.conversationsRemoved(),
                counts.conversationsArchived(),
                counts.messagesRemoved(),
                lastRun);
    }

    /** Waits for the step that is running, so that the run gives its lease back before the store is closed. */
    @Override
    public void close() {
        closed = true;
        executor.shutdown();
        try (DeferredInterrupt interrupt = DeferredInterrupt.begin()) {
            try {
                if (!executor.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                    LOG.warn("a step of retention still runs after {}", CLOSE_TIMEOUT);
                }
            } catch (InterruptedException e) {
                interrupt.caught();
            }
        }
    }
}
