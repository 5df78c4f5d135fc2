package dev.chatstore.redis;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and reports values that nobody can read; they are removed, and cost a read of the durable store. */
final class CorruptValues {
    private static final Logger LOG = LoggerFactory.getLogger(CorruptValues.class);

    private final LongAdder count = new LongAdder();

    void met(byte[] key) {
        count.increment();
        LOG.warn("dropped a value that cannot be read: {}", new String(key, StandardCharsets.UTF_8));
    }

    long count() {
        return count.sum();
    }
}
