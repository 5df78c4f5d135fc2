package dev.chatstore.testkit.cache;

import dev.chatstore.api.spi.ConversationCache;
import java.time.Duration;
import org.junit.jupiter.api.Nested;

/**
 * What every cache of conversations promises, as tests in groups. The test class of a cache extends this and says how an
 * empty one is opened and how time passes for it:
 *
 * <pre>{@code
 * final class CaffeineWindowsTest extends ConversationCacheContract {
 *     private final AtomicLong nanos = new AtomicLong();
 *
 *     @Override
 *     protected ConversationCache open(int messages) {
 *         return new CaffeineWindows(..., messages, nanos::get);
 *     }
 *
 *     @Override
 *     protected void pass(Duration time) {
 *         nanos.addAndGet(time.toNanos());
 *     }
 * }
 * }</pre>
 */
public abstract class ConversationCacheContract {
    /**
     * Returns a cache that is empty when a test method begins.
     *
     * @param messages how many messages of a conversation it keeps at most
     */
    protected abstract ConversationCache open(int messages);

    /**
     * Lets at least that much time pass for the cache: by moving its clock, or by waiting where the clock is a server's.
     * The contract asks for fractions of a second, and for the {@link #ticketLife}.
     */
    protected abstract void pass(Duration time);

    /** Returns for how long a ticket of the cache holds at most. */
    protected Duration ticketLife() {
        return Duration.ofMinutes(1);
    }

    @Nested
    final class Filling extends CacheFillContract {
        Filling() {
            super(ConversationCacheContract.this);
        }
    }

    @Nested
    final class Changing extends CacheChangeContract {
        Changing() {
            super(ConversationCacheContract.this);
        }
    }

    @Nested
    final class BeginningAndEnding extends CacheAbsenceContract {
        BeginningAndEnding() {
            super(ConversationCacheContract.this);
        }
    }

    @Nested
    final class GrowingOld extends CacheAgeContract {
        GrowingOld() {
            super(ConversationCacheContract.this);
        }
    }

    @Nested
    final class KeepingAnything extends CacheContentContract {
        KeepingAnything() {
            super(ConversationCacheContract.this);
        }
    }

    @Nested
    final class BeingRaced extends CacheRaceContract {
        BeingRaced() {
            super(ConversationCacheContract.this);
        }
    }
}
