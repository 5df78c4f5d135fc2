package dev.chatstore;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.spi.Backend;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what has expired or was removed out of storage, in the background and in bounded batches. */
final class Cleaner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Cleaner.class);

    private final Backend backend;
    private final int batch;
    private final ScheduledExecutorService executor;

    @SuppressWarnings("FutureReturnValueIgnored") // a cleaning lets nothing through
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
                    LOG.debug("took {} expired or removed conversations and sessions out of storage", purged);
                }
            } while (purged >= batch && !executor.isShutdown());
        } catch (ChatStoreException e) {
            LOG.warn("cleaning failed and is tried again later: {}", e.getMessage());
        } catch (RuntimeException e) {
            // Let through, it would end all later cleaning; its message may quote what users wrote.
            LOG.error(
                    "cleaning failed and is tried again later: {}", e.getClass().getName());
        }
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
