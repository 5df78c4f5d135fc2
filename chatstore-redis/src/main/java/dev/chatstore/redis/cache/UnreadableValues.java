package dev.chatstore.redis.cache;

import dev.chatstore.api.ConversationId;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and logs cached values that cannot be read. They are removed, at the cost of a read of the durable store. */
final class UnreadableValues {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadableValues.class);

    private final LongAdder count = new LongAdder();

    void found(byte[] key) {
        count.increment();
        LOG.warn(
                "removed a cached value that cannot be read, at key {}",
                ConversationId.printable(new String(key, StandardCharsets.UTF_8)));
    }

    long count() {
        return count.sum();
    }
}
