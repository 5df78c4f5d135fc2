package dev.chatstore.testkit.cache;

import dev.chatstore.api.spi.ConversationCache;
import java.time.Duration;
import org.junit.jupiter.api.Nested;

/**
 * The contract of every cache of conversations, as tests in groups. The test class of a cache extends this class, and
 * implements how an empty cache is opened and how time passes for it:
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
     * Returns a cache, which is empty when a test method begins.
     *
     * @param messages the maximum number of messages that the cache keeps of a conversation
     */
    protected abstract ConversationCache open(int messages);

    /**
     * Lets at least that much time pass for the cache: by moving its clock, or by waiting if the clock is a server's.
     * The contract passes fractions of a second, and the {@link #ticketLife}.
     */
    protected abstract void pass(Duration time);

    /** Returns the time after which a ticket of the cache has expired. */
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
