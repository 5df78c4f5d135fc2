package dev.chatstore.core.operations;

import java.time.Duration;

/**
 * What the caches have asked of the durable store since the storage was opened.
 *
 * @param checks how many times they asked for a head
 * @param loads how many times they read messages
 * @param totalTime how long those reads took together
 * @param longestTime how long the longest of them took
 */
public record LoadStatistics(long checks, long loads, Duration totalTime, Duration longestTime) {
    static final LoadStatistics NONE = new LoadStatistics(0, 0, Duration.ZERO, Duration.ZERO);
}
