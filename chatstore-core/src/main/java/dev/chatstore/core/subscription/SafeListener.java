package dev.chatstore.core.subscription;

import dev.chatstore.api.Change;
import dev.chatstore.api.ChangeListener;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets nothing through that a listener throws. */
record SafeListener(ChangeListener listener) implements ChangeListener {
    private static final Logger LOG = LoggerFactory.getLogger(SafeListener.class);

    @Override
    public void changed(Change change) {
        call(safe -> safe.changed(change));
    }

    @Override
    public void missed(Gap gap) {
        call(safe -> safe.missed(gap));
    }

    private void call(Consumer<ChangeListener> call) {
        try {
            call.accept(listener);
        } catch (RuntimeException e) {
            // Its message may quote what a user wrote.
            LOG.warn("a listener to changes failed by {}", e.getClass().getName());
        }
    }
}
