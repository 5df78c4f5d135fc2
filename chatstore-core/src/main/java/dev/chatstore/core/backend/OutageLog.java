package dev.chatstore.core.backend;

import java.time.Duration;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs an outage once when it begins, as a warning, and once when it ends. What may fail has parts, such as reads and
 * writes: the outage begins when the first part fails, and ends when every part that failed works again.
 *
 * <p>Attempts overlap, so only an attempt that began after the last success of its part begins an outage, and only one
 * that began after the last failure ends it: one that was hanging since before says nothing about now. Throws nothing.
 * Safe for use by several threads.
 */
public final class OutageLog {
    private static final Logger LOG = LoggerFactory.getLogger(OutageLog.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final BitSet failing = new BitSet();
    private final String subject;
    private final LongSupplier nanos;
    private final AtomicLongArray succeededAt;
    private final long[] failedAt;
    private volatile boolean worked;
    private volatile boolean out;
    private long beganAt;

    private OutageLog(String subject, int parts, LongSupplier nanos, boolean worked) {
        this.subject = subject;
        this.nanos = nanos;
        this.worked = worked;
        succeededAt = new AtomicLongArray(parts);
        failedAt = new long[parts];
        for (int part = 0; part < parts; part++) {
            succeededAt.set(part, nanos.getAsLong());
        }
    }

    /**
     * Creates the log of something that has to work from now on.
     *
     * @param subject what fails, as the beginning of a sentence
     * @param parts the number of its parts
     * @param nanos the time, as {@link System#nanoTime} measures it
     */
    public static OutageLog of(String subject, int parts, LongSupplier nanos) {
        return new OutageLog(subject, parts, nanos, true);
    }

    /** Creates a log like {@link #of} whose first outage begins after a success, since the first failure is thrown. */
    public static OutageLog onceWorking(String subject, int parts, LongSupplier nanos) {
        return new OutageLog(subject, parts, nanos, false);
    }

    /** Returns the time at which an attempt begins now. */
    public long begin() {
        return nanos.getAsLong();
    }

    /**
     * Records that an attempt failed.
     *
     * @param part the number of the part, from 0
     * @param begun the time at which the attempt began
     * @param reason the reason, which quotes nothing that users wrote
     */
    public void failed(int part, long begun, @Nullable String reason) {
        lock.lock();
        try {
            failedAt[part] = nanos.getAsLong();
            if (!worked || begun - succeededAt.get(part) < 0) {
                LOG.debug("{} failed once: {}", subject, reason);
                return;
            }
            failing.set(part);
            if (out) {
                LOG.debug("{} still fails: {}", subject, reason);
                return;
            }
            out = true;
            beganAt = failedAt[part];
            LOG.warn("{} fails: {} (further failures are logged at level DEBUG)", subject, reason);
        } catch (Throwable e) {
            // A log that fails, as for lack of memory, must not end what it describes.
        } finally {
            lock.unlock();
        }
    }

    /** Records that the attempt failed which begins and ends now, of something with one part. */
    public void failed(@Nullable String reason) {
        failed(0, begin(), reason);
    }

    /**
     * Records that an attempt succeeded.
     *
     * @param part the number of the part, from 0
     * @param begun the time at which the attempt began
     */
    public void succeeded(int part, long begun) {
        succeededAt.lazySet(part, nanos.getAsLong());
        if (!worked) {
            worked = true;
        }
        if (out) {
            end(part, begun);
        }
    }

    /** Records that the attempt succeeded which begins and ends now, of something with one part. */
    public void succeeded() {
        succeeded(0, begin());
    }

    private void end(int part, long begun) {
        lock.lock();
        try {
            if (begun - failedAt[part] >= 0) {
                failing.clear(part);
            }
            if (out && failing.isEmpty()) {
                out = false;
                LOG.info("{} works again after {}", subject, Duration.ofNanos(nanos.getAsLong() - beganAt));
            }
        } catch (Throwable e) {
            // As above.
        } finally {
            lock.unlock();
        }
    }
}
