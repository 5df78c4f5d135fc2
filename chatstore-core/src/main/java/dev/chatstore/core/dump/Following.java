package dev.chatstore.core.dump;

import dev.chatstore.api.Change;
import dev.chatstore.api.ChangeListener;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ClosedException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Storage;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.core.backend.BackgroundThreads;
import dev.chatstore.core.backend.OutageLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A copy that goes on in a thread of its own, as {@link StoreCopy#follow} describes. Safe for use by several threads.
 *
 * <p>To move to the target: wait until it has {@linkplain #awaitCaughtUp caught up}, stop what writes to the source, {@linkplain
 * #finish finish}, {@linkplain StoreCopy#verify compare} if you like, and start what writes to the target. To be able to go back,
 * follow in the other direction from then on.
 */
public final class Following implements AutoCloseable {
    /** The maximum number of tenants whose changes are copied as soon as they are reported. */
    public static final int TENANTS = 1_000;

    private final OutageLog outage = OutageLog.of("the copy that follows a store", 1, System::nanoTime);
    private final StoreCopy copy;
    private final RecordedCopy recorded;
    private final LongSupplier nanoTime;
    private final SourceChanges changes;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    // Guarded by the lock.
    private final MirrorWork work;
    private @Nullable Long lastPassBegan;
    private @Nullable RestoreReport lastPass;
    private @Nullable ChatStoreException error;
    private boolean closed;
    private boolean ended;

    private Following(Storage source, StoreCopy copy, RecordedCopy recorded, Duration interval, LongSupplier nanoTime) {
        this.copy = copy;
        this.recorded = recorded;
        this.nanoTime = nanoTime;
        this.work = new MirrorWork(interval, nanoTime.getAsLong());
        this.changes = new SourceChanges(source, copy.scope(), new Listener());
        this.thread = BackgroundThreads.named("chatstore-follow").newThread(this::run);
    }

    static Following begin(Storage source, Storage target, StoreCopy copy, Duration interval, LongSupplier nanoTime) {
        RecordedCopy recorded = RecordedCopy.begin(source, target, copy.scope());
        Following following = new Following(source, copy, recorded, interval, nanoTime);
        following.thread.start();
        return following;
    }

    /** Notes what was reported. */
    private final class Listener implements ChangeListener {
        @Override
        public void changed(Change change) {
            note(change.conversation());
        }

        @Override
        public void missed(Gap gap) {
            if (gap instanceof Gap.InConversation one) {
                note(one.conversation());
            } else {
                askForPass();
            }
        }
    }

    private void note(ConversationId id) {
        lock.lock();
        try {
            work.add(id);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private long askForPass() {
        lock.lock();
        try {
            long pass = work.ask();
            changed.signalAll();
            return pass;
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (awaitWork()) {
                step();
            }
        } finally {
            changes.close();
            // The thread ends here, and what is recorded last must not be cut short.
            Thread.interrupted();
            recorded.ended(Map.of());
            lock.lock();
            try {
                ended = true;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Waits until there is something to do, and returns whether to go on. */
    private boolean awaitWork() {
        lock.lock();
        try {
            while (!closed) {
                long pause = work.pause(nanoTime.getAsLong());
                if (pause == 0) {
                    return true;
                }
                changed.awaitNanos(pause);
            }
            return false;
        } catch (InterruptedException e) {
            // Nobody but close interrupts this thread.
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void step() {
        long begun = outage.begin();
        try {
            List<ConversationId> taken = takeChanges();
            if (taken.isEmpty()) {
                pass();
            } else {
                copy.run(taken);
                copied();
            }
            outage.succeeded(0, begun);
        } catch (ChatStoreException e) {
            if (failed(e)) {
                outage.failed(0, begun, e.getMessage());
            }
        }
    }

    /** Returns conversations that have changed, or none if a pass is due. */
    private List<ConversationId> takeChanges() {
        lock.lock();
        try {
            return work.isPassDue(nanoTime.getAsLong()) ? List.of() : work.takeChanges();
        } finally {
            lock.unlock();
        }
    }

    private void copied() {
        lock.lock();
        try {
            work.changesCopied();
        } finally {
            lock.unlock();
        }
    }

    /** Makes a pass. It listens first, so that nothing is lost in between. */
    private RestoreReport pass() {
        long began = nanoTime.getAsLong();
        lock.lock();
        try {
            work.beginPass();
        } finally {
            lock.unlock();
        }
        changes.listen();
        RestoreReport report = copy.pass();
        lock.lock();
        try {
            work.passComplete(nanoTime.getAsLong());
            lastPassBegan = began;
            lastPass = report;
            error = null;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        return report;
    }

    /** Notes a failure, and returns whether it is one: what is closed fails by intent. */
    private boolean failed(ChatStoreException e) {
        lock.lock();
        try {
            boolean byClosing = closed;
            work.failed(nanoTime.getAsLong());
            if (!byClosing) {
                error = e;
            }
            closed |= e instanceof ClosedException;
            return !byClosing && !(e instanceof ClosedException);
        } finally {
            lock.unlock();
        }
    }

    /** Returns how far the target is behind. It asks no server. */
    public MirrorLag lag() {
        lock.lock();
        try {
            return new MirrorLag(
                    work.waiting(),
                    lastPassBegan == null ? null : Duration.ofNanos(nanoTime.getAsLong() - lastPassBegan),
                    error == null ? null : error.copy(),
                    lastPass,
                    !closed && !ended);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the target has all that was committed to the source before this call, for which it begins a pass as soon as possible.
     * Returns whether that was so within the given time; what the last pass could not copy, {@link MirrorLag#lastPass} tells.
     *
     * @throws ClosedException if this or one of the stores is closed, also meanwhile
     * @throws UnavailableException if the thread is interrupted. It stays interrupted
     */
    public boolean awaitCaughtUp(Duration timeout) {
        long left = Access.required("timeout", timeout).toNanos();
        long pass = askForPass();
        lock.lock();
        try {
            while (!work.isComplete(pass)) {
                if (closed || ended) {
                    throw new ClosedException();
                }
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw UnavailableException.maybeDone("the thread was interrupted: call again to wait on", true, null);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the copy does not go on any more, since this or one of the stores is closed, and returns whether that was
     * so within the given time.
     *
     * @throws UnavailableException if the thread is interrupted. It stays interrupted
     */
    public boolean awaitEnd(Duration timeout) {
        long left = Access.required("timeout", timeout).toNanos();
        lock.lock();
        try {
            while (!ended && left > 0) {
                left = changed.awaitNanos(left);
            }
            return ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw UnavailableException.notDone("the thread was interrupted: call again to wait on", true, null);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends the copy with a last complete pass, in the caller's thread, and returns what that pass did. Call it when nothing writes
     * to the source any more: then the target has all of it, if the {@linkplain RestoreReport#isComplete report says so}. After an error
     * call it again.
     *
     * @throws UnavailableException if one of the stores is out of reach, or if the thread is interrupted
     * @throws ClosedException if one of the stores is closed
     */
    public RestoreReport finish() {
        close();
        ConversationRestore.checkNotInterrupted();
        return copy.pass();
    }

    /** Ends the copy after the call that it makes. What was copied stays. Closing again has no effect. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(1));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
