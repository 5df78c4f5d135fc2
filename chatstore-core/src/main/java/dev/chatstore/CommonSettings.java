package dev.chatstore;

import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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

    /** The key that documents the times to live of single stores; the name stands for each store's own. */
    static final Setting<Optional<Duration>> SESSION_NAME_TTL = Setting.optional(Setting.duration(
            "sessions.NAME.ttl",
            "that of sessions.ttl",
            "1ms",
            "36500d",
            "Time from the last use until a session of the store NAME expires."));

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
            SESSION_NAME_TTL,
            SESSION_RETRIES,
            SESSION_BACKOFF,
            CLEANER_INTERVAL,
            CLEANER_BATCH,
            LISTENER_QUEUE);

    private static final Pattern NAME_TTL = Pattern.compile("sessions\\.([a-z0-9][a-z0-9-]{0,63})\\.ttl");
    private static final Pattern NAME_TTL_VARIABLE = Pattern.compile("CHATSTORE_SESSIONS_([A-Z0-9][A-Z0-9_]{0,63})_TTL");

    private CommonSettings() {}

    /** Returns the time to live of a session store, which defaults to the one of all stores. */
    static Setting<Optional<Duration>> sessionTtl(String name, Settings settings) {
        String all = settings.texts().getOrDefault(SESSION_TTL.key(), SESSION_TTL.defaultText());
        return sessionTtl(name, all);
    }

    private static Setting<Optional<Duration>> sessionTtl(String name, String defaultText) {
        return Setting.optional(Setting.duration(
                "sessions." + name + ".ttl", defaultText, "1ms", "36500d", SESSION_NAME_TTL.description()));
    }

    /** Returns the time to live that a key or a variable names for one session store, or null if it names none. */
    static @Nullable Setting<?> sessionTtl(String keyOrVariable) {
        Matcher key = NAME_TTL.matcher(keyOrVariable);
        if (key.matches()) {
            return sessionTtl(key.group(1), SESSION_TTL.defaultText());
        }
        Matcher variable = NAME_TTL_VARIABLE.matcher(keyOrVariable);
        return variable.matches()
                ? sessionTtl(
                        variable.group(1).toLowerCase(Locale.ROOT).replace('_', '-'), SESSION_TTL.defaultText())
                : null;
    }
}
