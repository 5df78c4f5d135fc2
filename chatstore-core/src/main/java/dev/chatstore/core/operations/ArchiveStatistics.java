package dev.chatstore.core.operations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the background runs of the archive in this process have done since the storage was opened.
 *
 * @param runs the number of runs that came to their end
 * @param failures the number of runs that failed
 * @param messages the number of messages that were moved into the archive
 * @param bytes the size of these messages as JSON
 * @param stored the size of their segments
 * @param orphans the number of contents without a segment that were removed from the archive's place
 * @param lastRun when the last run that came to its end began, by the store's clock; null before the first one. A run is missing
 *     here if another process made it
 */
// Seven components: the numbers of a report.
public record ArchiveStatistics(
        long runs,
        long failures,
        long messages,
        long bytes,
        long stored,
        long orphans,
        @Nullable Instant lastRun) {
    /** The statistics before the first run. */
    public static final ArchiveStatistics NONE = new ArchiveStatistics(0, 0, 0, 0, 0, 0, null);
}
