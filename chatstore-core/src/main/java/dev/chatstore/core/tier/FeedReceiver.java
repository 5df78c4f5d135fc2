package dev.chatstore.core.tier;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.ChangeFeed;
import dev.chatstore.core.cache.WindowCaches;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies the changes of other processes: to the caches first, so that a listener which reads finds them there. */
final class FeedReceiver implements ChangeFeed.Receiver {
    private static final Logger LOG = LoggerFactory.getLogger(FeedReceiver.class);

    private final WindowCaches caches;
    private final ChangeFeed.Receiver listeners;
    private final LongAdder gaps = new LongAdder();

    FeedReceiver(WindowCaches caches, ChangeFeed.Receiver listeners) {
        this.caches = caches;
        this.listeners = listeners;
    }

    @Override
    public void changed(Change change) {
        caches.applyForeign(change);
        listeners.changed(change);
    }

    @Override
    public void missed(ConversationId conversation) {
        caches.forget(conversation);
        listeners.missed(conversation);
    }

    @Override
    public void gap() {
        LOG.debug("changes of other processes may have been missed");
        gaps.increment();
        caches.process().distrust();
        listeners.gap();
    }

    /** Returns the number of times that changes may have been missed. */
    long gaps() {
        return gaps.sum();
    }
}
