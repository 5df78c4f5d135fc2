package dev.chatstore.core.contents;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ClosedException;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.contents.ContentEstimate;
import dev.chatstore.api.contents.Contents;
import dev.chatstore.core.backend.BackgroundThreads;
import dev.chatstore.core.backend.OutageLog;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an estimate of everything that is at most an interval and one estimate old, so that metrics can be read as often as
 * anybody likes. Safe for use by several threads.
 */
public final class ContentRefresh implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ContentRefresh.class);

    private final OutageLog outage = OutageLog.of("the estimate for metrics", 1, System::nanoTime);
    private final Contents contents;
    private final ScheduledExecutorService executor;
    private volatile ContentEstimate latest = ContentEstimate.UNKNOWN;

    /** Starts estimating, in a thread of its own: now, and again when the interval has passed since the last one. */
    @SuppressWarnings("FutureReturnValueIgnored") // refresh() catches everything
    public ContentRefresh(Contents contents, Duration interval) {
        this.contents = contents;
        executor = Executors.newSingleThreadScheduledExecutor(BackgroundThreads.named("chatstore-contents"));
        executor.scheduleWithFixedDelay(this::refresh, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Returns the latest estimate, without any number before the first one and after one that failed. */
    public ContentEstimate latest() {
        return latest;
    }

    /** Throws nothing, which would end all later runs. */
    private void refresh() {
        long begun = outage.begin();
        try {
            latest = contents.estimate();
            outage.succeeded(0, begun);
        } catch (ChatStoreException e) {
            latest = ContentEstimate.UNKNOWN;
            if (e instanceof ClosedException || (e instanceof UnavailableException away && away.retryable())) {
                // The outage of the store is logged by itself.
                LOG.debug("the estimate for metrics is tried again later: {}", e.getMessage());
            } else {
                outage.failed(0, begun, e.getMessage());
            }
        } catch (Throwable e) {
            latest = ContentEstimate.UNKNOWN;
            outage.failed(0, begun, e.getClass().getName());
        }
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
