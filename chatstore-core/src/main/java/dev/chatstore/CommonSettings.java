package dev.chatstore;

import dev.chatstore.api.spi.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings that every storage has, whatever its backend. */
public final class CommonSettings {
    /** The key of the URL, which alone is no limit and has no default. */
    static final String URL = "url";

    static final Setting<Long> MESSAGE_BYTES = Setting.bytes(
            "limits.message-bytes",
            "1MiB",
            "1B",
            "16MiB",
            "How large the text of a message or a system prompt may be in UTF-8.");

    static final Setting<Long> METADATA_BYTES = Setting.bytes(
            "limits.metadata-bytes",
            "1MiB",
            "1B",
            "16MiB",
            "How large the metadata of a message or a conversation may be: its keys, texts and numbers in UTF-8.");

    static final Setting<Long> STATE_BYTES = Setting.bytes(
            "limits.state-bytes", "1MiB", "1B", "16MiB", "How large the state of a session may be as JSON in UTF-8.");

    static final Setting<Optional<Duration>> SESSION_TTL = Setting.optional(Setting.duration(
            "sessions.ttl", "none", "1ms", "36500d", "How long after its last use a session expires."));

    static final Setting<Integer> SESSION_RETRIES = Setting.count(
            "sessions.retries",
            20,
            0,
            1_000,
            "How often an update of a session is tried again after somebody else was first.");

    static final Setting<Duration> SESSION_BACKOFF = Setting.duration(
            "sessions.backoff",
            "100ms",
            "1ms",
            "10s",
            "The longest pause between two tries of an update; the first is 1 ms and each is drawn at random.");

    static final Setting<Optional<Duration>> CLEANER_INTERVAL = Setting.optional(Setting.duration(
            "cleaner.interval",
            "1m",
            "1s",
            "1d",
            "How often what has expired or was removed is taken out of storage in the background."));

    static final Setting<Integer> CLEANER_BATCH =
            Setting.count("cleaner.batch", 500, 1, 10_000, "How many rows the cleaner takes out in one transaction.");

    static final Setting<Integer> LISTENER_QUEUE = Setting.count(
            "listeners.queue",
            1_000,
            1,
            1_000_000,
            "How many changes wait for one listener at most; when there are more it is told that it missed some.");

    /** All of them, for documentation to list. */
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
