package dev.chatstore;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.spi.Backend;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Purges expired and removed conversations and sessions in the background, in bounded batches. */
final class Cleaner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Cleaner.class);

    private final Backend backend;
    private final int batch;
    private final ScheduledExecutorService executor;

    @SuppressWarnings("FutureReturnValueIgnored") // clean() catches everything
    Cleaner(Backend backend, Duration interval, int batch) {
        this.backend = backend;
        this.batch = batch;
        executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "chatstore-cleaner");
            thread.setDaemon(true);
            return thread;
        });
        executor.scheduleWithFixedDelay(this::clean, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void clean() {
        try {
            int purged;
            do {
                purged = backend.purge(batch);
                if (purged > 0) {
                    LOG.debug("purged {} expired or removed conversations and sessions", purged);
                }
            } while (purged >= batch && !executor.isShutdown());
        } catch (ChatStoreException e) {
            LOG.warn("purging failed and is retried later: {}", e.getMessage());
        } catch (RuntimeException e) {
            // Thrown, it would end all later runs; its message may quote what users wrote.
            LOG.error("purging failed and is retried later: {}", e.getClass().getName());
        }
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
