package dev.chatstore.redis.feed;

import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.redis.codec.Frames;
import java.time.Duration;
import java.util.List;

/**
 * The settings of the change feed.
 *
 * @param frames writes changes, compressed from some size on
 * @param maxBytes the maximum size of a change that is sent whole
 * @param heartbeat the interval between two heartbeats of a process
 */
public record FeedSettings(Frames frames, long maxBytes, Duration heartbeat) {
    static final Setting<Long> MAX_BYTES = Setting.bytes(
            "redis.feed-bytes",
            "64KiB",
            "1KiB",
            "16MiB",
            "Maximum size of a change that is sent whole to the other processes; of a larger one they receive a notice only.");

    static final Setting<Duration> HEARTBEAT = Setting.duration(
            "redis.feed-heartbeat",
            "1s",
            "50ms",
            "1m",
            "Interval at which a process reports how many changes it has sent, so that the others detect a lost one.");

    /** The settings, in the order of the documentation. */
    public static final List<Setting<?>> ALL = List.of(MAX_BYTES, HEARTBEAT);

    /** Reads the settings. */
    public static FeedSettings of(Settings settings) {
        return new FeedSettings(Frames.of(settings), settings.get(MAX_BYTES), settings.get(HEARTBEAT));
    }
}
