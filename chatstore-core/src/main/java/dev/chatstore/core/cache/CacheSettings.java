package dev.chatstore.core.cache;

import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.Settings;
import java.time.Duration;
import java.util.List;

/**
 * The settings of the caches in front of a backend. All caches are off by default: a process that caches may be late,
 * by up to the bound, in seeing what other processes have committed, which nobody should meet without having asked for
 * it.
 */
public final class CacheSettings {
    /** URL of the shared cache. */
    public static final Setting<String> URL = Setting.text(
            "cache.url", "URL of the cache that processes share, such as redis://host:6379. Empty: no shared cache.");

    /** Maximum size of the process's cache of conversations. */
    public static final Setting<Long> BYTES = Setting.bytes(
            "cache.bytes",
            "0B",
            "0B",
            "1024GiB",
            "Maximum heap size of this process's cache of conversations; 64MiB is a good start. 0: no cache.");

    /** Maximum number of conversations in the process's cache. */
    public static final Setting<Integer> CONVERSATIONS = Setting.count(
            "cache.conversations", 10_000, 1, 100_000_000, "Maximum number of conversations in this process's cache.");

    /** Maximum number of messages of each cached conversation. */
    public static final Setting<Integer> MESSAGES = Setting.count(
            "cache.messages",
            100,
            1,
            10_000,
            "Number of newest messages that are cached of each conversation: as many as are usually read.");

    /** Maximum size of the process's cache of sessions. */
    public static final Setting<Long> SESSION_BYTES = Setting.bytes(
            "cache.session-bytes",
            "0B",
            "0B",
            "1024GiB",
            "Maximum heap size of this process's cache of sessions. 0: no cache.");

    /** Maximum age of a cached read. */
    public static final Setting<Duration> MAX_STALENESS = Setting.duration(
            "cache.max-staleness",
            "5s",
            "0ms",
            "50m",
            "Maximum age of a cached read. Older entries are compared with the durable store before use.");

    static final Setting<Duration> SLOW = Setting.duration(
            "cache.slow", "500ms", "1ms", "1m", "Time after which an answer of the shared cache counts as a failure.");

    static final Setting<Duration> RETRY = Setting.duration(
            "cache.retry",
            "5s",
            "1ms",
            "5m",
            "Longest pause before a failed shared cache is called again. The first pause is 100 ms.");

    /** Number of conversations that are loaded on opening. */
    public static final Setting<Integer> WARM = Setting.count(
            "cache.warm",
            0,
            0,
            1_000_000,
            "Number of newest conversations of the default tenant that are loaded in the background on opening.");

    /** Maximum duration of loading on opening. */
    public static final Setting<Duration> WARM_TIME = Setting.duration(
            "cache.warm-time", "30s", "1ms", "1h", "Maximum duration of loading conversations on opening.");

    /** All of them, in the order of the documentation. */
    public static final List<Setting<?>> ALL =
            List.of(BYTES, CONVERSATIONS, MESSAGES, SESSION_BYTES, MAX_STALENESS, URL, SLOW, RETRY, WARM, WARM_TIME);

    private CacheSettings() {}

    /** Returns whether settings ask for any cache. */
    public static boolean askForAny(Settings settings) {
        return settings.get(BYTES) > 0
                || settings.get(SESSION_BYTES) > 0
                || !settings.get(URL).isEmpty();
    }
}
