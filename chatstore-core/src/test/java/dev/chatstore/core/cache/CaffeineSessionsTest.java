package dev.chatstore.core.cache;

import dev.chatstore.api.spi.SessionCache;
import dev.chatstore.core.window.TierCounters;
import dev.chatstore.testkit.cache.SessionCacheContract;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

final class CaffeineSessionsTest extends SessionCacheContract {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000);

    @Override
    protected SessionCache open() {
        return new CaffeineSessions(64 << 20, nanos::get, new TierCounters());
    }

    @Override
    protected void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Override
    protected Duration refusalAfterDrop() {
        return CaffeineSessions.REFUSED;
    }
}
