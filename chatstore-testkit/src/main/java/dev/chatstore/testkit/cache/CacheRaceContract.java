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
 * Writers that change a conversation and tell the cache, readers that fill it with what they read before. Whatever the
 * cache shows is never older than what it has shown before; when all is told, it shows what the durable store has.
 */
abstract class CacheRaceContract extends CacheContract {
    private static final int WRITERS = 2;
    private static final int READERS = 6;
    private static final int CHANGES = 300;

    private final ReentrantLock durable = new ReentrantLock();
    private final AtomicLong newestSeen = new AtomicLong();

    CacheRaceContract(ConversationCacheContract host) {
        super(host);
    }

    @Test
    void fillsThatRaceWithChangesNeverGoBack() {
        race((change, random) -> apply(change));
    }

    @Test
    void fillsThatRaceWithDropsNeverGoBack() {
        race((change, random) -> cache.drop(List.of(change.conversation())));
    }

    @Test
    void fillsThatRaceWithChangesOfWhichSomeAreOnlyDroppedNeverGoBack() {
        race((change, random) -> {
            if (random.nextInt(4) == 0) {
                cache.drop(List.of(change.conversation()));
            } else {
                apply(change);
            }
        });
    }

    private void race(BiConsumer<Change, SplittableRandom> tell) {
        truth.say("first");
        AtomicInteger writing = new AtomicInteger(WRITERS);
        Racers.all(WRITERS + READERS, lane -> {
            SplittableRandom random = new SplittableRandom(lane);
            if (lane >= WRITERS) {
                while (writing.get() > 0) {
                    read(random);
                }
                return lane;
            }
            try {
                for (int i = 0; i < CHANGES; i++) {
                    write(random, tell);
                }
            } finally {
                writing.decrementAndGet();
            }
            return lane;
        });
        assertCurrentOrNothing();
        fill();
        assertCurrent();
    }

    /** Changes are told in the order of their versions, as a durable store tells them. */
    private void write(SplittableRandom random, BiConsumer<Change, SplittableRandom> tell) {
        durable.lock();
        try {
            long last = truth.window(1).messages().get(0).sequence();
            Change change = switch (random.nextInt(4)) {
                case 0 -> truth.edit(1 + random.nextLong(last), "edited " + random.nextInt());
                case 1 -> truth.describe(Profile.EMPTY.withTitle("title " + random.nextInt()));
                default -> truth.say("said " + random.nextInt(), "and more");
            };
            tell.accept(change, random);
        } finally {
            durable.unlock();
        }
    }

    private void read(SplittableRandom random) {
        long newestBefore = newestSeen.get();
        ConversationCache.Found found = cache.find(truth.id());
        if (found.window() != null) {
            assertThat(found.window().version()).isGreaterThanOrEqualTo(newestBefore);
            newestSeen.accumulateAndGet(found.window().version(), Math::max);
        }
        long ticket = found.window() == null ? found.ticket() : cache.ticket(truth.id());
        if (ticket != ConversationCache.NO_TICKET) {
            ConversationWindow read = window();
            for (int i = random.nextInt(20); i > 0; i--) {
                Thread.onSpinWait();
            }
            cache.fill(ticket, read);
        }
    }

    private ConversationWindow window() {
        durable.lock();
        try {
            return truth.window(KEPT);
        } finally {
            durable.unlock();
        }
    }
}
