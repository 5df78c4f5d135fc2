package dev.chatstore.core.archive;

/**
 * The maximum size of a segment.
 *
 * @param messages the maximum number of messages, 1 to {@value
 *     dev.chatstore.api.spi.SegmentStore#MESSAGES_PER_SEGMENT}
 * @param bytes the maximum number of bytes of the messages before compression, unless there is one message only
 */
public record SegmentLimits(int messages, long bytes) {
    /** The size without settings. */
    public static final SegmentLimits DEFAULT = new SegmentLimits(500, 1 << 20);
}
