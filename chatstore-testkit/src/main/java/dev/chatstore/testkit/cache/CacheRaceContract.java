package dev.chatstore.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Change;
import dev.chatstore.api.Profile;
import dev.chatstore.api.spi.ConversationCache;
import dev.chatstore.api.spi.ConversationWindow;
import dev.chatstore.testkit.Racers;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/**
 * Writers change a conversation and notify the cache, while readers fill it with windows that they read earlier. The
 * cache never returns a window older than one it returned before. In the end it returns the durable window.
 */
abstract class CacheRaceContract extends CacheContract {
    private static final int WRITERS = 2;
    private static final int READERS = 6;
    private static final int CHANGES = 300;

    private final ReentrantLock durableLock = new ReentrantLock();
    private final AtomicLong newestSeen = new AtomicLong();

    CacheRaceContract(ConversationCacheContract host) {
        super(host);
    }

    @Test
    void fillsDuringChangesNeverReturnToAnOlderVersion() {
        race((change, random) -> apply(change));
    }

    @Test
    void fillsDuringDropsNeverReturnToAnOlderVersion() {
        race((change, random) -> cache.drop(List.of(change.conversation())));
    }

    @Test
    void fillsDuringChangesAndDropsNeverReturnToAnOlderVersion() {
        race((change, random) -> {
            if (random.nextInt(4) == 0) {
                cache.drop(List.of(change.conversation()));
            } else {
                apply(change);
            }
        });
    }

    private void race(BiConsumer<Change, SplittableRandom> notifyCache) {
        durable.say("first");
        AtomicInteger writing = new AtomicInteger(WRITERS);
        Racers.all(WRITERS + READERS, racer -> {
            SplittableRandom random = new SplittableRandom(racer);
            if (racer >= WRITERS) {
                while (writing.get() > 0) {
                    read(random);
                }
                return racer;
            }
            try {
                for (int i = 0; i < CHANGES; i++) {
                    write(random, notifyCache);
                }
            } finally {
                writing.decrementAndGet();
            }
            return racer;
        });
        assertCurrentOrNothing();
        fill();
        assertCurrent();
    }

    /** Notifies the cache in the order of the versions, as a durable store does. */
    private void write(SplittableRandom random, BiConsumer<Change, SplittableRandom> notifyCache) {
        durableLock.lock();
        try {
            long last = durable.window(1).messages().get(0).sequence();
            Change change = switch (random.nextInt(4)) {
                case 0 -> durable.edit(1 + random.nextLong(last), "edited " + random.nextInt());
                case 1 -> durable.describe(Profile.EMPTY.withTitle("title " + random.nextInt()));
                default -> durable.say("text " + random.nextInt(), "and more");
            };
            notifyCache.accept(change, random);
        } finally {
            durableLock.unlock();
        }
    }

    private void read(SplittableRandom random) {
        long newestBefore = newestSeen.get();
        ConversationCache.Found found = cache.find(durable.id());
        if (found.window() != null) {
            assertThat(found.window().version()).isGreaterThanOrEqualTo(newestBefore);
            newestSeen.accumulateAndGet(found.window().version(), Math::max);
        }
        long ticket = found.window() == null ? found.ticket() : cache.ticket(durable.id());
        if (ticket != ConversationCache.NO_TICKET) {
            ConversationWindow read = window();
            for (int i = random.nextInt(20); i > 0; i--) {
                Thread.onSpinWait();
            }
            cache.fill(ticket, read);
        }
    }

    private ConversationWindow window() {
        durableLock.lock();
        try {
            return durable.window(KEPT);
        } finally {
            durableLock.unlock();
        }
    }
}
