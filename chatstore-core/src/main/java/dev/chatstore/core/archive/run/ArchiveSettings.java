package dev.chatstore.core.archive.run;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.SegmentStore;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of the archive. Without them nothing is moved into it. */
public final class ArchiveSettings {
    /** The place in the store itself. */
    public static final String DATABASE = "database";

    /** Where the contents of segments are. */
    public static final Setting<String> URL = Setting.text(
            "archive.url",
            "Place of the archive: database, which is the store itself, a folder such as file:/var/lib/bot/archive, or"
                    + " s3://bucket/prefix. Empty: database.");

    /** Time without activity after which a conversation is archived. */
    public static final Setting<Optional<Duration>> AFTER = Setting.optional(Setting.duration(
            "archive.after",
            "none",
            "1m",
            "36500d",
            "Time without activity after which the messages of a conversation are moved into the archive, all but the"
                    + " newest."));

    /** Number of newest messages that stay outside of the archive. */
    public static final Setting<Optional<Integer>> KEEP_NEWEST = Setting.optionalCount(
            "archive.keep-newest",
            1,
            Integer.MAX_VALUE,
            "Number of newest messages of an active conversation that stay; older ones are moved into the archive as soon"
                    + " as they fill a segment.");

    /** The least number of messages that are moved at once. */
    public static final Setting<Integer> MIN_MESSAGES = Setting.count(
            "archive.min-messages",
            ArchiveRule.MIN_MESSAGES,
            1,
            100_000,
            "Least number of messages that are moved at once; a conversation of which fewer would go is left.");

    /** Maximum number of messages in a segment. */
    public static final Setting<Integer> SEGMENT_MESSAGES = Setting.count(
            "archive.segment-messages",
            500,
            1,
            SegmentStore.MESSAGES_PER_SEGMENT,
            "Maximum number of messages in a segment, all of which a read of one of them decodes.");

    /** Maximum size of the messages of a segment. */
    public static final Setting<Long> SEGMENT_BYTES = Setting.bytes(
            "archive.segment-bytes",
            "1MiB",
            "1KiB",
            "64MiB",
            "Size of a segment's messages as JSON at which the segment ends. A single message may be larger.");

    /** The level of compression. */
    public static final Setting<Integer> COMPRESSION =
            Setting.count("archive.compression", 12, 1, 22, "Level of the zstd compression of segments.");

    /** Interval of the background runs. */
    public static final Setting<Optional<Duration>> INTERVAL = Setting.optional(Setting.duration(
            "archive.interval",
            "none",
            "1m",
            "30d",
            "Interval of the background runs of the archive. Without it, messages are moved only when it is called."));

    /** Number of conversations that are read at once. */
    public static final Setting<Integer> BATCH = Setting.count(
            "archive.batch", 100, 1, 1_000, "Number of conversations whose heads a run reads with one statement.");

    /** All of them, in the order of the documentation. */
    public static final List<Setting<?>> ALL = List.of(
            URL, AFTER, KEEP_NEWEST, MIN_MESSAGES, SEGMENT_MESSAGES, SEGMENT_BYTES, COMPRESSION, INTERVAL, BATCH);

    private static final String PREFIX = "archive.";

    private ArchiveSettings() {}

    /** Returns the rule that settings describe. */
    public static ArchiveRule rule(Settings settings) {
        return new ArchiveRule(
                settings.get(AFTER).orElse(null), settings.get(KEEP_NEWEST).orElse(null), settings.get(MIN_MESSAGES));
    }

    /** Returns the URL of a place outside of the store, or empty if the text of the setting names the store itself. */
    public static Optional<String> outside(String text) {
        return Optional.of(text.trim()).filter(url -> !url.isEmpty() && !url.equals(DATABASE));
    }

    /**
     * Checks that a backend without segments is not asked for an archive.
     *
     * @param kind the scheme of the backend's URL
     * @throws InvalidInputException if a setting of the archive is given
     */
    public static void refuse(Settings settings, String kind) {
        settings.texts().keySet().stream()
                .filter(key -> key.startsWith(PREFIX))
                .findFirst()
                .ifPresent(key -> {
                    throw new InvalidInputException(
                            key,
                            "cannot be used with " + kind
                                    + ":, which has no archive; SQLite, PostgreSQL, MySQL, MariaDB"
                                    + " and the store in memory have one",
                            0);
                });
    }
}
