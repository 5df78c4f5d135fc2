package dev.chatstore.core.tier;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.ChangeFeed;
import dev.chatstore.api.spi.ConversationCache;
import dev.chatstore.api.spi.ConversationWindow;
import dev.chatstore.api.spi.SessionCache;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.SharedCache;
import dev.chatstore.api.spi.SharedCacheProvider;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.cache.CaffeineSessions;
import dev.chatstore.core.fixture.TestTime;
import dev.chatstore.core.window.CaffeineWindows;
import dev.chatstore.core.window.LastChangeTimes;
import dev.chatstore.core.window.TierCounters;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A shared cache in this process, for several storages in one test. It can be away, and it can lose its entries. */
final class SharedMemory implements SharedCacheProvider {
    final CaffeineWindows windows;
    final CaffeineSessions sessions;
    final InProcessFeed feed = new InProcessFeed();
    private final TestTime nanos;
    final AtomicInteger calls = new AtomicInteger();
    volatile boolean away;
    /** Thrown by each call, if any. */
    volatile @Nullable Error error;
    /** What calls wait for, if anything. */
    volatile @Nullable CountDownLatch hanging;
    /** What each call takes. */
    volatile Duration taking = Duration.ZERO;
    /** Whether calls have no effect while the cache is away. If false, they take effect although they fail. */
    volatile boolean deaf = true;

    SharedMemory(int messages, TestTime nanos) {
        this.nanos = nanos;
        CaffeineWindows.Bounds bounds = new CaffeineWindows.Bounds(64 << 20, 10_000, messages);
        windows = new CaffeineWindows(bounds, nanos, new LastChangeTimes<>(nanos));
        sessions = new CaffeineSessions(64 << 20, nanos, new TierCounters());
    }

    void forgetAll() {
        windows.clear();
        sessions.clear();
    }

    /** What the cache has of a conversation and of a session, to be put back later as by a restart from a snapshot. */
    Runnable snapshot(ConversationId id, SessionId session) {
        ConversationCache.Found window = windows.find(id);
        long windowAt = nanos.getAsLong() - window.age().toNanos();
        Optional<SessionCache.Found> found = sessions.find(session);
        long sessionAt =
                found.map(copy -> nanos.getAsLong() - copy.age().toNanos()).orElse(0L);
        return () -> {
            forgetAll();
            if (window.window() != null) {
                windows.fill(windows.ticket(id), window.window(), nanos.getAsLong() - windowAt);
            }
            found.ifPresent(copy -> sessions.put(copy.session(), Duration.ofNanos(nanos.getAsLong() - sessionAt)));
        };
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of();
    }

    @Override
    public SharedCache open(BackendContext context) {
        InProcessFeed.End end = feed.open();
        return new SharedCache() {
            @Override
            public ConversationCache conversations() {
                return new Windows();
            }

            @Override
            public SessionCache sessions() {
                return new Sessions();
            }

            @Override
            public ChangeFeed feed() {
                return end;
            }

            @Override
            public void close() {
                end.close();
            }
        };
    }

    private <T> T call(Supplier<T> call) {
        calls.incrementAndGet();
        Hanging.await(hanging);
        Error thrown = error;
        if (thrown != null) {
            throw thrown;
        }
        if (!away) {
            T result = call.get();
            nanos.pass(taking);
            return result;
        }
        if (!deaf) {
            call.get();
        }
        throw UnavailableException.maybeDone("the cache is away", true, null);
    }

    private void run(Runnable call) {
        call(() -> {
            call.run();
            return true;
        });
    }

    private final class Windows implements ConversationCache {
        @Override
        public Found find(ConversationId id) {
            return call(() -> windows.find(id));
        }

        @Override
        public long ticket(ConversationId id) {
            return call(() -> windows.ticket(id));
        }

        @Override
        public boolean fill(long ticket, ConversationWindow window) {
            return call(() -> windows.fill(ticket, window));
        }

        @Override
        public void confirm(long ticket, ConversationId id, long version) {
            run(() -> windows.confirm(ticket, id, version));
        }

        @Override
        public void apply(List<Change> changes, Duration age) {
            // As on a server that computes ages from the time at which a request was sent.
            long madeAt = nanos.lastRead() - age.toNanos();
            run(() -> changes.forEach(change -> windows.applyOwn(change, madeAt)));
        }

        @Override
        public void drop(Collection<ConversationId> ids) {
            run(() -> windows.drop(ids));
        }
    }

    private final class Sessions implements SessionCache {
        @Override
        public Optional<Found> find(SessionId id) {
            return call(() -> sessions.find(id));
        }

        @Override
        public void put(StoredSession session, Duration age) {
            run(() -> sessions.put(session, age));
        }

        @Override
        public void drop(SessionId id, long version) {
            run(() -> sessions.drop(id, version));
        }
    }
}
