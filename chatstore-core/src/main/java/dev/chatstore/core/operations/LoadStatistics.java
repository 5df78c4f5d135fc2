package dev.chatstore.core.operations;

import java.time.Duration;

/**
 * The reads that the caches have made from the durable store since the storage was opened.
 *
 * @param checks the number of heads that were read to compare versions
 * @param loads the number of reads of messages
 * @param totalTime the total duration of the reads of messages
 * @param longestTime the duration of the longest of them
 */
public record LoadStatistics(long checks, long loads, Duration totalTime, Duration longestTime) {
    static final LoadStatistics NONE = new LoadStatistics(0, 0, Duration.ZERO, Duration.ZERO);
}
