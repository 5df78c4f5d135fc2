package dev.chatstore.redis;

import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of Redis as a shared cache, beside those of its connection. */
record CacheSettings(
        Duration timeToLive,
        Duration memory,
        Duration lease,
        int messages,
        long bytes,
        long compressFrom,
        long feedBytes,
        Duration heartbeat) {
    // Half of the time for which the version of what was removed is remembered at most: what takes its place must not
    // meet a window that counts on from an older version.
    static final Setting<Duration> TIME_TO_LIVE = Setting.duration(
            "redis.cache-ttl",
            "30m",
            "1s",
            "30m",
            "How long after its last change or confirmation a conversation or session stays in the shared cache.");

    static final Setting<Duration> MEMORY = Setting.duration(
            "redis.cache-memory",
            "1m",
            "1s",
            "10m",
            "How long the shared cache remembers what was dropped or is not there, so that nothing older is taken for new.");

    static final Setting<Duration> LEASE = Setting.duration(
            "redis.cache-lease",
            "5s",
            "100ms",
            "30s",
            "How long one process has, alone among all, to load a conversation into the shared cache.");

    static final Setting<Integer> MESSAGES = Setting.count(
            "redis.cache-messages",
            200,
            1,
            10_000,
            "How many of its newest messages the shared cache keeps of a conversation at most.");

    static final Setting<Long> BYTES = Setting.bytes(
            "redis.cache-bytes",
            "256KiB",
            "4KiB",
            "16MiB",
            "How many bytes the shared cache keeps of a conversation at most, after compression.");

    static final Setting<Optional<Long>> COMPRESS = Setting.optional(Setting.bytes(
            "redis.cache-compress",
            "8KiB",
            "256B",
            "16MiB",
            "From how many bytes on what is cached or sent is compressed with zstd."));

    static final Setting<Long> FEED_BYTES = Setting.bytes(
            "redis.feed-bytes",
            "64KiB",
            "1KiB",
            "16MiB",
            "Up to how many bytes a change is sent to the other processes whole; of a larger one they are only told.");

    static final Setting<Duration> HEARTBEAT = Setting.duration(
            "redis.feed-heartbeat",
            "1s",
            "50ms",
            "1m",
            "How often a process tells the others how many changes it has sent, so that they notice when they miss one.");

    static final List<Setting<?>> ALL =
            List.of(TIME_TO_LIVE, MEMORY, LEASE, MESSAGES, BYTES, COMPRESS, FEED_BYTES, HEARTBEAT);

    static CacheSettings of(Settings settings) {
        return new CacheSettings(
                settings.get(TIME_TO_LIVE),
                settings.get(MEMORY),
                settings.get(LEASE),
                settings.get(MESSAGES),
                settings.get(BYTES),
                settings.get(COMPRESS).orElse(Long.MAX_VALUE),
                settings.get(FEED_BYTES),
                settings.get(HEARTBEAT));
    }

    long lifeMillis() {
        return timeToLive.toMillis();
    }

    /** What is no window is kept that long, and never shorter than a ticket holds. */
    long memoryMillis() {
        return Math.max(memory.toMillis(), lease.toMillis());
    }
}
