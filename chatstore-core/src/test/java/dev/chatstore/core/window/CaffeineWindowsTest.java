package dev.chatstore.core.window;

import dev.chatstore.api.spi.ConversationCache;
import dev.chatstore.testkit.cache.ConversationCacheContract;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

final class CaffeineWindowsTest extends ConversationCacheContract {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000);

    @Override
    protected ConversationCache open(int messages) {
        CaffeineWindows.Bounds bounds = new CaffeineWindows.Bounds(64 << 20, 10_000, messages);
        return new CaffeineWindows(bounds, nanos::get, new LastChangeTimes<>(nanos::get));
    }

    @Override
    protected void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Override
    protected Duration ticketLife() {
        return CaffeineWindows.TICKET_LIFE;
    }
}
