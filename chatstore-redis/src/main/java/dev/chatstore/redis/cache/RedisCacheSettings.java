package dev.chatstore.redis.cache;

import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.Settings;
import java.time.Duration;
import java.util.List;

/**
 * The settings of Redis as a shared cache.
 *
 * @param timeToLive the time to live of a window or session
 * @param memory the time to live of what remembers a version only
 * @param lease the time for which one process may load a conversation alone
 * @param messages the maximum number of messages in a window
 * @param bytes the maximum size of a window
 */
record RedisCacheSettings(Duration timeToLive, Duration memory, Duration lease, int messages, long bytes) {
    // At most half of the time for which the version of a deleted conversation is remembered: its successor must not
    // meet
    // a window that continues from an older version.
    static final Setting<Duration> TIME_TO_LIVE = Setting.duration(
            "redis.cache-ttl",
            "30m",
            "1s",
            "30m",
            "Time for which a conversation or session stays in the shared cache after its last change or confirmation.");

    static final Setting<Duration> MEMORY = Setting.duration(
            "redis.cache-memory",
            "1m",
            "1s",
            "10m",
            "Time for which the shared cache remembers that something is dropped or missing, so that it takes nothing older for new.");

    static final Setting<Duration> LEASE = Setting.duration(
            "redis.cache-lease",
            "5s",
            "100ms",
            "30s",
            "Time for which one process alone may load a conversation into the shared cache.");

    static final Setting<Integer> MESSAGES = Setting.count(
            "redis.cache-messages",
            200,
            1,
            10_000,
            "Maximum number of newest messages that the shared cache keeps of a conversation.");

    static final Setting<Long> BYTES = Setting.bytes(
            "redis.cache-bytes",
            "256KiB",
            "4KiB",
            "16MiB",
            "Maximum size of a conversation in the shared cache, after compression.");

    static final List<Setting<?>> ALL = List.of(TIME_TO_LIVE, MEMORY, LEASE, MESSAGES, BYTES);

    static RedisCacheSettings of(Settings settings) {
        return new RedisCacheSettings(
                settings.get(TIME_TO_LIVE),
                settings.get(MEMORY),
                settings.get(LEASE),
                settings.get(MESSAGES),
                settings.get(BYTES));
    }

    long lifeMillis() {
        return timeToLive.toMillis();
    }

    /** Returns the time to live of what remembers a version only, which is never shorter than a lease. */
    long memoryMillis() {
        return Math.max(memory.toMillis(), lease.toMillis());
    }
}
