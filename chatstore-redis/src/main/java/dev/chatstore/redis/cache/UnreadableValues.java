package dev.chatstore.redis.cache;

import dev.chatstore.api.ConversationId;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts and logs cached values that cannot be read, of which there may be as many as there are keys: the first, the
 * tenth, the hundredth and so on as a warning. They are removed, at the cost of a read of the durable store.
 */
final class UnreadableValues {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadableValues.class);

    private final AtomicLong count = new AtomicLong();

    void found(byte[] key) {
        long number = count.incrementAndGet();
        String name = ConversationId.printable(new String(key, StandardCharsets.UTF_8));
        if (isPowerOfTen(number)) {
            LOG.warn("removed a cached value that cannot be read, {} so far: at key {}", number, name);
        } else {
            LOG.debug("removed a cached value that cannot be read, at key {}", name);
        }
    }

    private static boolean isPowerOfTen(long number) {
        long power = 1;
        while (power < number) {
            power *= 10;
        }
        return power == number;
    }

    long count() {
        return count.get();
    }
}
