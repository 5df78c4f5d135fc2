package dev.chatstore.core.tier;

import dev.chatstore.api.spi.Setting;
import java.time.Duration;
import java.util.List;

/**
 * The settings of the caches in front of a backend. All are off by default: a process that remembers what another has
 * changed since is late by up to the bound, which nobody should meet without having asked for it.
 */
public final class CacheSettings {
    /** Where the cache is that processes share. */
    public static final Setting<String> URL = Setting.text(
            "cache.url", "Where the cache is that processes share, such as redis://host:6379; none if it is empty.");

    static final Setting<Long> BYTES = Setting.bytes(
            "cache.bytes",
            "0B",
            "0B",
            "1024GiB",
            "How much memory the conversations that this process remembers take; 0 remembers none. 64MiB is a good start.");

    static final Setting<Integer> CONVERSATIONS = Setting.count(
            "cache.conversations", 10_000, 1, 100_000_000, "How many conversations this process remembers at most.");

    static final Setting<Integer> MESSAGES = Setting.count(
            "cache.messages",
            100,
            1,
            10_000,
            "How many of its newest messages are cached of a conversation: as many as are usually read.");

    static final Setting<Long> SESSION_BYTES = Setting.bytes(
            "cache.session-bytes",
            "0B",
            "0B",
            "1024GiB",
            "How much memory the sessions that this process remembers take; 0 remembers none.");

    static final Setting<Duration> MAX_STALENESS = Setting.duration(
            "cache.max-staleness",
            "5s",
            "0ms",
            "50m",
            "How late a cached read may be, whatever fails. What is older is compared with the durable store first.");

    static final Setting<Duration> SLOW = Setting.duration(
            "cache.slow",
            "500ms",
            "1ms",
            "1m",
            "After how long an answer of the shared cache is too late to be of use, and counts as a failure.");

    static final Setting<Duration> RETRY = Setting.duration(
            "cache.retry",
            "5s",
            "1ms",
            "5m",
            "The longest pause before a shared cache that failed is tried again; the first is 100 ms.");

    static final Setting<Integer> WARM = Setting.count(
            "cache.warm",
            0,
            0,
            1_000_000,
            "How many of the newest conversations of the default tenant are loaded in the background on opening.");

    static final Setting<Duration> WARM_TIME =
            Setting.duration("cache.warm-time", "30s", "1ms", "1h", "How long that goes on at most.");

    /** All of them, for documentation to list. */
    public static final List<Setting<?>> ALL =
            List.of(BYTES, CONVERSATIONS, MESSAGES, SESSION_BYTES, MAX_STALENESS, URL, SLOW, RETRY, WARM, WARM_TIME);

    private CacheSettings() {}
}
