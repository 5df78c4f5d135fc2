package dev.chatstore.core.subscription;

import dev.chatstore.api.Change;
import dev.chatstore.api.ChangeListener;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what a listener throws in place of throwing it, whatever it is: the first of a row of failures as a warning. For
 * one thread at a time; any thread may close it.
 */
final class SafeListener implements ChangeListener {
    private static final Logger LOG = LoggerFactory.getLogger(SafeListener.class);

    private final ChangeListener listener;
    private boolean failing;
    private volatile boolean closed;

    SafeListener(ChangeListener listener) {
        this.listener = listener;
    }

    @Override
    public void changed(Change change) {
        call(unsafe -> unsafe.changed(change));
    }

    @Override
    public void missed(Gap gap) {
        call(unsafe -> unsafe.missed(gap));
    }

    /** Drops every later call. */
    void close() {
        closed = true;
    }

    private void call(Consumer<ChangeListener> call) {
        if (closed) {
            return;
        }
        try {
            call.accept(listener);
            failing = false;
        } catch (Throwable e) {
            log(e);
        }
    }

    private void log(Throwable thrown) {
        // Its message may quote what a user wrote.
        String type = thrown.getClass().getName();
        if (failing) {
            LOG.debug("a change listener threw {} again", type);
        } else {
            failing = true;
            LOG.warn("a change listener threw {}; until a call succeeds, more is logged at level DEBUG", type);
        }
    }
}
