package dev.chatstore.core.tier;

import dev.chatstore.api.ConversationId;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongSupplier;

/** The commit times of versions, from which the oldest version that a read may show follows. */
final class Commits {
    private final Map<ConversationId, NavigableMap<Long, Long>> versions = new ConcurrentHashMap<>();
    private final LongSupplier nanos;
    private final long start;
    private final long bound;

    Commits(LongSupplier nanos, Duration bound) {
        this.nanos = nanos;
        start = nanos.getAsLong();
        this.bound = bound.toNanos();
    }

    /** Records that a version was acknowledged just now. */
    void committed(ConversationId id, long version) {
        versions.computeIfAbsent(id, any -> new ConcurrentSkipListMap<>()).merge(now(), version, Math::max);
    }

    /** Returns the oldest version that a read which begins now may show. */
    long least(ConversationId id) {
        NavigableMap<Long, Long> all = versions.getOrDefault(id, new ConcurrentSkipListMap<>());
        return all.headMap(now() - bound, false).values().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    /** A time that does not overflow. */
    private long now() {
        return nanos.getAsLong() - start;
    }
}
