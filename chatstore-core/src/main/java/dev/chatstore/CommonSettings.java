package dev.chatstore;

import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.core.archive.run.ArchiveSettings;
import dev.chatstore.core.audit.store.AuditSettings;
import dev.chatstore.core.backend.TrustedAuthorities;
import dev.chatstore.core.backup.BackupPlan;
import dev.chatstore.core.pseudonym.PrivacySettings;
import dev.chatstore.core.retention.RetentionSettings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
            "Maximum size of a message's or a conversation's metadata as JSON, in UTF-8 bytes.");

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

    static final Setting<Optional<Duration>> CONTENTS_INTERVAL = Setting.optional(Setting.duration(
            "metrics.contents-interval",
            "none",
            "10s",
            "1d",
            "Interval at which the numbers of the whole store are estimated for metrics, in the background."));

    static final Setting<Integer> LISTENER_QUEUE = Setting.count(
            "listeners.queue",
            1_000,
            1,
            1_000_000,
            "Maximum number of changes that are queued for one listener. On overflow it is notified of a gap.");

    static final Setting<Long> LISTENER_QUEUE_BYTES = Setting.bytes(
            "listeners.queue-bytes",
            "8MiB",
            "1KiB",
            "1GiB",
            "Maximum heap size of the changes that are queued for one listener. On overflow it is notified of a gap. A"
                    + " single change may be larger.");

    static final Setting<Integer> LISTENER_THREADS = Setting.count(
            "listeners.threads",
            32,
            1,
            10_000,
            "Maximum number of threads that call listeners at the same time. No effect from JDK 24 on, where they are"
                    + " virtual threads, one for each listener that is called.");

    /** All of them, in the order of the documentation. */
    public static final List<Setting<?>> ALL = Stream.of(
                    Stream.<Setting<?>>of(
                            MESSAGE_BYTES,
                            METADATA_BYTES,
                            STATE_BYTES,
                            SESSION_TTL,
                            SESSION_RETRIES,
                            SESSION_BACKOFF,
                            CLEANER_INTERVAL,
                            CLEANER_BATCH,
                            CONTENTS_INTERVAL,
                            LISTENER_QUEUE,
                            LISTENER_QUEUE_BYTES,
                            LISTENER_THREADS,
                            AuditSettings.LEVEL,
                            AuditSettings.ACTOR,
                            AuditSettings.KEEP,
                            BackupPlan.EVERY,
                            BackupPlan.TO,
                            BackupPlan.KEEP,
                            TrustedAuthorities.FILE),
                    RetentionSettings.ALL.stream(),
                    ArchiveSettings.ALL.stream(),
                    PrivacySettings.ALL.stream())
            .flatMap(settings -> settings)
            .toList();

    private static final Pattern NAME_TTL = Pattern.compile("sessions\\.([a-z0-9][a-z0-9-]{0,63})\\.ttl");
    private static final Pattern NAME_TTL_VARIABLE =
            Pattern.compile("CHATSTORE_SESSIONS_([A-Z0-9][A-Z0-9_]{0,63})_TTL");

    private CommonSettings() {}

    /** Returns the time to live of a session store, which defaults to the one of all stores. */
    static Setting<Optional<Duration>> sessionTtl(String name, Settings settings) {
        String all = settings.texts().getOrDefault(SESSION_TTL.key(), SESSION_TTL.defaultText());
        return sessionTtl(name, all);
    }

    private static Setting<Optional<Duration>> sessionTtl(String name, String defaultText) {
        return Setting.optional(
                Setting.duration("sessions." + name + ".ttl", defaultText, "1ms", "36500d", SESSION_TTL.description()));
    }

    /** Returns the time to live that a key or a variable names for one session store, or null if it names none. */
    static @Nullable Setting<?> sessionTtl(String keyOrVariable) {
        Matcher key = NAME_TTL.matcher(keyOrVariable);
        if (key.matches()) {
            return sessionTtl(key.group(1), SESSION_TTL.defaultText());
        }
        Matcher variable = NAME_TTL_VARIABLE.matcher(keyOrVariable);
        return variable.matches()
                ? sessionTtl(variable.group(1).toLowerCase(Locale.ROOT).replace('_', '-'), SESSION_TTL.defaultText())
                : null;
    }
}
