package dev.chatstore.core.backup;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.Settings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * When backups are written, and where.
 *
 * @param every the time between two backups
 * @param to the folder
 * @param keep how many are kept
 */
public record BackupPlan(Duration every, Path to, int keep) {
    /** The time between two backups. */
    public static final Setting<Optional<Duration>> EVERY = Setting.optional(Setting.duration(
            "backup.every",
            "none",
            "1m",
            "366d",
            "Time between two backups of the whole store, which one of its processes writes in the background."));

    /** The folder. */
    public static final Setting<String> TO = Setting.text(
            "backup.to",
            "Folder of the scheduled backups, which exists and which all processes share. Required with backup.every.");

    /** How many backups are kept. */
    public static final Setting<Integer> KEEP = Setting.count(
            "backup.keep", 7, 1, 100_000, "Number of scheduled backups that are kept; older files are removed.");

    private static final Duration SHORTEST_RETRY = Duration.ofMinutes(1);
    private static final Duration LONGEST_RETRY = Duration.ofHours(1);

    /**
     * Returns the plan of some settings, or empty if none is set.
     *
     * @throws InvalidInputException if the folder is missing or not a path
     */
    public static Optional<BackupPlan> of(Settings settings) {
        return settings.get(EVERY).map(every -> new BackupPlan(every, folder(settings.get(TO)), settings.get(KEEP)));
    }

    private static Path folder(String text) {
        if (text.isBlank()) {
            throw new InvalidInputException(TO.key(), "must name a folder if " + EVERY.key() + " is set", 0);
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new InvalidInputException(TO.key(), "must be a path", text.length());
        }
    }

    /** Returns the time from a failure to the next attempt: a tenth of the interval, 1 minute to 1 hour. */
    Duration retry() {
        Duration tenth = every.dividedBy(10);
        Duration atLeast = tenth.compareTo(SHORTEST_RETRY) < 0 ? SHORTEST_RETRY : tenth;
        return atLeast.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : atLeast;
    }
}
