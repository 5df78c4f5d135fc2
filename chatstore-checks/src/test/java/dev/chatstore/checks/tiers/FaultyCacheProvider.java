package dev.chatstore.checks.tiers;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.ChangeFeed;
import dev.chatstore.api.spi.ConversationCache;
import dev.chatstore.api.spi.ConversationWindow;
import dev.chatstore.api.spi.SessionCache;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.SharedCache;
import dev.chatstore.api.spi.SharedCacheProvider;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * A shared cache that loses notifications to the other processes without an error, like a process that dies after its
 * commit, and that delays the fills of windows.
 */
final class FaultyCacheProvider implements SharedCacheProvider {
    private final SharedCacheProvider provider;
    private volatile int lostPercent;
    private volatile long fillNanos;

    FaultyCacheProvider(SharedCacheProvider provider) {
        this.provider = provider;
    }

    void inject(int newLostPercent, Duration fills) {
        lostPercent = newLostPercent;
        fillNanos = fills.toNanos();
    }

    @Override
    public List<Setting<?>> settings() {
        return provider.settings();
    }

    @Override
    public SharedCache open(BackendContext context) {
        return new FaultyCache(provider.open(context));
    }

    private boolean isLost() {
        return ThreadLocalRandom.current().nextInt(100) < lostPercent;
    }

    private final class FaultyCache implements SharedCache {
        private final SharedCache cache;

        FaultyCache(SharedCache cache) {
            this.cache = cache;
        }

        @Override
        public ConversationCache conversations() {
            return new LateFills(cache.conversations());
        }

        @Override
        public SessionCache sessions() {
            return cache.sessions();
        }

        @Override
        public ChangeFeed feed() {
            return new LossyFeed(cache.feed());
        }

        @Override
        public void close() {
            cache.close();
        }
    }

    private final class LossyFeed implements ChangeFeed {
        private final ChangeFeed feed;

        LossyFeed(ChangeFeed feed) {
            this.feed = feed;
        }

        @Override
        public void publish(List<Change> changes) {
            List<Change> left = changes.stream().filter(change -> !isLost()).toList();
            if (!left.isEmpty()) {
                feed.publish(left);
            }
        }

        @Override
        public void lose() {
            feed.lose();
        }

        @Override
        public void receive(Receiver receiver) {
            feed.receive(receiver);
        }

        @Override
        public boolean isHearing() {
            return feed.isHearing();
        }
    }

    private final class LateFills implements ConversationCache {
        private final ConversationCache cache;

        LateFills(ConversationCache cache) {
            this.cache = cache;
        }

        @Override
        public Found find(ConversationId id) {
            return cache.find(id);
        }

        @Override
        public long ticket(ConversationId id) {
            return cache.ticket(id);
        }

        @Override
        public boolean fill(long ticket, ConversationWindow window) {
            long nanos = fillNanos;
            if (nanos > 0) {
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(nanos));
            }
            return cache.fill(ticket, window);
        }

        @Override
        public void confirm(long ticket, ConversationId id, long version) {
            cache.confirm(ticket, id, version);
        }

        @Override
        public void apply(List<Change> changes, Duration age) {
            cache.apply(changes, age);
        }

        @Override
        public void drop(Collection<ConversationId> ids) {
            cache.drop(ids);
        }
    }
}
