package dev.chatstore.core.operations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the background runs of retention in this process have done since the storage was opened.
 *
 * @param runs the number of runs that came to their end
 * @param failures the number of runs that failed
 * @param conversationsRemoved the number of conversations that were removed
 * @param conversationsArchived the number of conversations that got the archived flag
 * @param messagesRemoved the number of messages that were removed
 * @param lastRun when the last run that came to its end began, by the store's clock; null before the first one. A run is missing
 *     here if another process made it
 */
// Six components: the numbers of a report.
public record RetentionStatistics(
        long runs,
        long failures,
        long conversationsRemoved,
        long conversationsArchived,
        long messagesRemoved,
        @Nullable Instant lastRun) {
    /** The statistics before the first run. */
    public static final RetentionStatistics NONE = new RetentionStatistics(0, 0, 0, 0, 0, null);
}
