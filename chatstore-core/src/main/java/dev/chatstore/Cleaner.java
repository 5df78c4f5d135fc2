package dev.chatstore;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ClosedException;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.core.backend.BackgroundThreads;
import dev.chatstore.core.backend.OutageLog;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Purges expired and removed conversations and sessions in the background, in bounded batches. */
final class Cleaner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Cleaner.class);

    private final OutageLog outage = OutageLog.of("the background purge", 1, System::nanoTime);
    private final Backend backend;
    private final int batch;
    private final ScheduledExecutorService executor;

    @SuppressWarnings("FutureReturnValueIgnored") // clean() catches everything
    Cleaner(Backend backend, Duration interval, int batch) {
        this.backend = backend;
        this.batch = batch;
        executor = Executors.newSingleThreadScheduledExecutor(BackgroundThreads.named("chatstore-cleaner"));
        executor.scheduleWithFixedDelay(this::clean, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Throws nothing, which would end all later runs. */
    private void clean() {
        long begun = outage.begin();
        try {
            purge();
            outage.succeeded(0, begun);
        } catch (ChatStoreException e) {
            if (e instanceof ClosedException || (e instanceof UnavailableException away && away.retryable())) {
                // The outage of the store is logged by itself.
                LOG.debug("the background purge is tried again later: {}", e.getMessage());
            } else {
                outage.failed(0, begun, e.getMessage());
            }
        } catch (Throwable e) {
            // Its message may quote what users wrote.
            outage.failed(0, begun, e.getClass().getName());
        }
    }

    private void purge() {
        int purged;
        do {
            purged = backend.purge(batch);
            if (purged > 0) {
                LOG.debug("purged {} expired or removed conversations and sessions", purged);
            }
        } while (purged >= batch && !executor.isShutdown());
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
