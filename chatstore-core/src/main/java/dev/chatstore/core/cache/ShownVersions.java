package dev.chatstore.core.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.chatstore.core.window.LastChangeTimes;
import org.jspecify.annotations.Nullable;

/**
 * The newest version of each conversation or session that this process has shown, and keeps nowhere else. The shared
 * cache may be put back to an older state, as by a failover to a replica that lags behind; what it then returns is older
 * than these. Their number is bounded; what is forgotten leaves its time behind. Safe for use by several threads.
 *
 * @param <K> the key of an entry
 */
final class ShownVersions<K> {
    private static final int MAX = 10_000;

    private final Cache<K, Long> versions;
    private final LastChangeTimes<K> forgotten;

    /** Creates an empty record, which leaves the times of what it forgets in another one. */
    ShownVersions(LastChangeTimes<K> forgotten) {
        this.forgotten = forgotten;
        versions = Caffeine.newBuilder()
                .maximumSize(MAX)
                .evictionListener(this::evicted)
                .executor(Runnable::run)
                .build();
    }

    private void evicted(@Nullable K key, @Nullable Long version, RemovalCause cause) {
        if (key != null) {
            forgotten.record(key);
        }
    }

    /** Records that a version is about to be shown. */
    void shown(K key, long version) {
        Long known = versions.getIfPresent(key);
        if (known == null || known < version) {
            versions.asMap().merge(key, version, Math::max);
        }
    }

    /**
     * Forgets a newer version than the one that the durable store has just returned: the store was put back to an older
     * state, or the newer version was that of a deletion. States from before that call are not used afterwards.
     *
     * @param start the time at which the call of the durable store began
     */
    void replace(K key, long version, long start) {
        Long known = versions.getIfPresent(key);
        if (known != null && known > version) {
            forgotten.record(key, start - 1);
            versions.invalidate(key);
        }
    }

    /** Returns whether a version that was current at a time is at least the one that was shown. */
    boolean includes(K key, long version, long time) {
        Long known = versions.getIfPresent(key);
        return (known == null || version >= known) && forgotten.isBefore(time, key);
    }
}
