package dev.chatstore.bench;

import dev.chatstore.api.Change;
import dev.chatstore.api.ChangeListener;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Counts the messages that a listener is notified of. */
final class NotificationCounter implements ChangeListener {
    private static final long LIMIT_SECONDS = 60;

    private final Semaphore messages = new Semaphore(0);
    private volatile boolean missed;

    @Override
    public void changed(Change change) {
        if (change instanceof Change.Appended appended) {
            messages.release(appended.messages().size());
        }
    }

    @Override
    public void missed(Gap gap) {
        missed = true;
        messages.release(ThreadTeam.OPERATIONS);
    }

    /** Waits for the given number of further messages. */
    void await(int count) throws InterruptedException {
        if (!messages.tryAcquire(count, LIMIT_SECONDS, TimeUnit.SECONDS) || missed) {
            throw new IllegalStateException(
                    "the listener missed changes or waited for more than " + LIMIT_SECONDS + " seconds");
        }
    }
}
