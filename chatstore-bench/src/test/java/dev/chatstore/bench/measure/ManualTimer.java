package dev.chatstore.bench.measure;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that moves only when a slice pauses: by the length of the pause, after what the test does meanwhile. */
final class ManualTimer implements Timer {
    private final AtomicLong nanos = new AtomicLong();
    private final Operation meanwhile;

    ManualTimer(Operation meanwhile) {
        this.meanwhile = meanwhile;
    }

    void advance(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public void pause(Duration duration) {
        try {
            meanwhile.run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        advance(duration);
    }
}
