package dev.chatstore.bench;

import dev.chatstore.api.Change;
import dev.chatstore.api.ChangeListener;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Counts the messages that a listener was told of. */
final class Heard implements ChangeListener {
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
        messages.release(Crowd.OPERATIONS);
    }

    /** Returns once so many more were heard of. */
    void await(int count) throws InterruptedException {
        if (!messages.tryAcquire(count, LIMIT_SECONDS, TimeUnit.SECONDS) || missed) {
            throw new IllegalStateException("the listener has missed some");
        }
    }
}
