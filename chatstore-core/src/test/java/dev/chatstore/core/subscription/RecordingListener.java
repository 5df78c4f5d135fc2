package dev.chatstore.core.subscription;

import dev.chatstore.api.Change;
import dev.chatstore.api.ChangeListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Records the notifications that it receives, and can be blocked. */
final class RecordingListener implements ChangeListener {
    private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();
    private final Semaphore gate = new Semaphore(1);
    private final Semaphore calls = new Semaphore(0);

    @Override
    public void changed(Change change) {
        record(change);
    }

    @Override
    public void missed(Gap gap) {
        record(gap);
    }

    private void record(Object event) {
        calls.release();
        gate.acquireUninterruptibly();
        gate.release();
        events.add(event);
    }

    void block() {
        gate.acquireUninterruptibly();
    }

    /** Waits until one more call has begun. */
    void awaitCall() {
        calls.acquireUninterruptibly();
    }

    void release() {
        gate.release();
    }

    /** Waits for the next notification and returns it. */
    Object next() {
        try {
            Object event = events.poll(10, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("no notification was received");
            }
            return event;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns the appended texts up to one, with the gaps between them. */
    List<String> textsUpTo(String last) {
        List<String> texts = new ArrayList<>();
        while (texts.isEmpty() || !texts.get(texts.size() - 1).equals(last)) {
            Object event = next();
            if (event instanceof Change.Appended appended) {
                appended.messages().forEach(message -> texts.add(message.text()));
            } else {
                texts.add(event.getClass().getSimpleName());
            }
        }
        return texts;
    }

    /** Throws what a listener cannot declare, as Kotlin and Lombok do. */
    @SuppressWarnings("unchecked")
    static <T extends Throwable> void throwAny(Throwable thrown) throws T {
        throw (T) thrown;
    }

    boolean isEmpty() {
        return events.isEmpty();
    }
}
