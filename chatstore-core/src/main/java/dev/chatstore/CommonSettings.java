package dev.chatstore;

import dev.chatstore.api.spi.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of every storage, whatever its backend. */
public final class CommonSettings {
    /** The key of the URL, the only setting without a default. */
    static final String URL = "url";

    static final Setting<Long> MESSAGE_BYTES = Setting.bytes(
            "limits.message-bytes",
            "1MiB",
            "1B",
            "16MiB",
            "Maximum size of a message's text or a system prompt, in UTF-8 bytes.");

    static final Setting<Long> METADATA_BYTES = Setting.bytes(
            "limits.metadata-bytes",
            "1MiB",
            "1B",
            "16MiB",
            "Maximum size of a message's or a conversation's metadata: keys, texts and numbers, in UTF-8 bytes.");

    static final Setting<Long> STATE_BYTES = Setting.bytes(
            "limits.state-bytes", "1MiB", "1B", "16MiB", "Maximum size of a session's state as JSON, in UTF-8 bytes.");

    static final Setting<Optional<Duration>> SESSION_TTL = Setting.optional(
            Setting.duration("sessions.ttl", "none", "1ms", "36500d", "Time to live of a session after its last use."));

    static final Setting<Integer> SESSION_RETRIES = Setting.count(
            "sessions.retries", 20, 0, 1_000, "Maximum number of retries of a session's update after a conflict.");

    static final Setting<Duration> SESSION_BACKOFF = Setting.duration(
            "sessions.backoff",
            "100ms",
            "1ms",
            "10s",
            "Longest pause between retries of a session's update. Pauses are random and start at up to 1 ms.");

    static final Setting<Optional<Duration>> CLEANER_INTERVAL = Setting.optional(Setting.duration(
            "cleaner.interval",
            "1m",
            "1s",
            "1d",
            "Interval of the background purge of expired and removed conversations and sessions."));

    static final Setting<Integer> CLEANER_BATCH = Setting.count(
            "cleaner.batch",
            500,
            1,
            10_000,
            "Maximum number of rows that the background purge deletes in one transaction.");

    static final Setting<Integer> LISTENER_QUEUE = Setting.count(
            "listeners.queue",
            1_000,
            1,
            1_000_000,
            "Maximum number of changes that are queued for one listener. On overflow it is notified of a gap.");

    /** All of them, in the order of the documentation. */
    public static final List<Setting<?>> ALL = List.of(
            MESSAGE_BYTES,
            METADATA_BYTES,
            STATE_BYTES,
            SESSION_TTL,
            SESSION_RETRIES,
            SESSION_BACKOFF,
            CLEANER_INTERVAL,
            CLEANER_BATCH,
            LISTENER_QUEUE);

    private CommonSettings() {}
}
