package dev.chatstore.core.audit.store;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ClosedException;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.core.audit.AuditTrail;
import dev.chatstore.core.backend.BackgroundThreads;
import dev.chatstore.core.backend.OutageLog;
import dev.chatstore.core.lease.StoreLease;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes old entries of the audit trails in the background, in one process at a time. */
public final class AuditPruning implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditPruning.class);
    private static final String WORK = "audit";
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration FIRST = Duration.ofMinutes(1);

    private final OutageLog outage = OutageLog.of("the removal of old audit entries", 1, System::nanoTime);
    private final AuditTrail trail;
    private final SessionBackend sessions;
    private final Duration keep;
    private final ScheduledExecutorService executor;

    /** Starts: after a minute, and then ten times in the time for which entries are kept, but at least daily. */
    @SuppressWarnings("FutureReturnValueIgnored") // run() catches everything
    public AuditPruning(AuditTrail trail, SessionBackend sessions, Duration keep) {
        this.trail = trail;
        this.sessions = sessions;
        this.keep = keep;
        Duration interval = keep.dividedBy(10);
        long millis = (interval.compareTo(LONGEST) < 0 ? interval : LONGEST).toMillis();
        executor = Executors.newSingleThreadScheduledExecutor(BackgroundThreads.named("chatstore-audit"));
        executor.scheduleWithFixedDelay(this::run, FIRST.toMillis(), millis, TimeUnit.MILLISECONDS);
    }

    /** Throws nothing, which would end all later runs. */
    private void run() {
        long begun = outage.begin();
        try {
            prune();
            outage.succeeded(0, begun);
        } catch (ChatStoreException e) {
            if (e instanceof ClosedException || (e instanceof UnavailableException away && away.retryable())) {
                // The outage of the store is logged by itself.
                LOG.debug("old audit entries are removed later: {}", e.getMessage());
            } else {
                outage.failed(0, begun, e.getMessage());
            }
        } catch (Throwable e) {
            outage.failed(0, begun, e.getClass().getName());
        }
    }

    private void prune() {
        Optional<StoreLease> taken = StoreLease.take(sessions, WORK, LEASE);
        if (taken.isPresent()) {
            StoreLease lease = taken.get();
            try {
                LOG.debug("{} old audit entries were removed", trail.prune(keep, false));
            } finally {
                lease.close();
            }
        }
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
