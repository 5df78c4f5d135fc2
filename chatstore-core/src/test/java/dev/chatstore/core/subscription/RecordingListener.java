package dev.chatstore.core.subscription;

import dev.chatstore.api.Change;
import dev.chatstore.api.ChangeListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Writes down what it is told, and can be held up. */
final class RecordingListener implements ChangeListener {
    private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();
    private final Semaphore held = new Semaphore(1);

    @Override
    public void changed(Change change) {
        record(change);
    }

    @Override
    public void missed(Gap gap) {
        record(gap);
    }

    private void record(Object event) {
        held.acquireUninterruptibly();
        held.release();
        told.add(event);
    }

    void hold() {
        held.acquireUninterruptibly();
    }

    void letGo() {
        held.release();
    }

    /** Returns the next that it is told, waiting for that. */
    Object next() {
        try {
            Object event = told.poll(10, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("nothing was told");
            }
            return event;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns the texts that were appended, up to one, each with what was missed before it. */
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

    boolean wasToldNothing() {
        return told.isEmpty();
    }
}
