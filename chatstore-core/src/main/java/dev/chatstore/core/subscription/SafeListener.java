package dev.chatstore.core.subscription;

import dev.chatstore.api.Change;
import dev.chatstore.api.ChangeListener;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs the exceptions of a listener in place of throwing them. */
final class SafeListener implements ChangeListener {
    private static final Logger LOG = LoggerFactory.getLogger(SafeListener.class);

    private final ChangeListener listener;

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

    private void call(Consumer<ChangeListener> call) {
        try {
            call.accept(listener);
        } catch (RuntimeException e) {
            // Its message may quote what a user wrote.
            LOG.warn("a change listener threw {}", e.getClass().getName());
        }
    }
}
