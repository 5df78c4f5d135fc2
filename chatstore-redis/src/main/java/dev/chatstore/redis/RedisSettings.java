package dev.chatstore.redis;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.Settings;
import java.time.Duration;
import java.util.List;

/** The settings of a connection to Redis, whatever it is used for. */
final class RedisSettings {
    static final String DEFAULT_PREFIX = "chatstore";

    static final Setting<Mode> MODE = Setting.choice(
            "redis.mode",
            Mode.class,
            Mode.AUTO,
            "What the hosts of the URL are. By auto, sentinels if redis.sentinel-master is set, else a cluster if there are several, else one node.");

    static final Setting<String> SENTINEL_MASTER =
            Setting.text("redis.sentinel-master", "The name by which the sentinels know the primary.");

    static final Setting<String> USER =
            Setting.text("redis.user", "Who logs in, if the URL does not say it; empty for the default user.");

    static final Setting<String> PASSWORD =
            Setting.text("redis.password", "The password, if the URL does not hold it.");

    static final Setting<String> SENTINEL_USER =
            Setting.text("redis.sentinel-user", "Who logs in to the sentinels; empty for the default user.");

    static final Setting<String> SENTINEL_PASSWORD =
            Setting.text("redis.sentinel-password", "The password for the sentinels, if they want one.");

    static final Setting<Integer> CONNECTIONS = Setting.count(
            "redis.connections", 8, 1, 1_000, "How many connections there are at most, to each node of a cluster.");

    static final Setting<Duration> CONNECTION_TIMEOUT = Setting.duration(
            "redis.connection-timeout",
            "2s",
            "10ms",
            "10m",
            "How long one try waits for a connection that is free, or to be made.");

    static final Setting<Duration> SOCKET_TIMEOUT = Setting.duration(
            "redis.socket-timeout",
            "2s",
            "10ms",
            "1h",
            "How long the server may be silent before its connection is given up.");

    static final Setting<String> PREFIX = Setting.text(
            "redis.prefix",
            "What all keys begin with, so that several storages may share a Redis: letters, digits and _ . : / -; chatstore if it is empty.");

    static final Setting<Integer> RETRIES = Setting.count(
            "redis.retries",
            10,
            0,
            1_000,
            "How often a call that met a lost connection or a server that is not ready is tried again.");

    static final Setting<Duration> TIMEOUT = Setting.duration(
            "redis.timeout",
            "30s",
            "0ms",
            "1h",
            "After this nothing is tried again. The time-outs of one try come on top.");

    /** All of them, for a provider to list. */
    static final List<Setting<?>> ALL = List.of(
            MODE,
            SENTINEL_MASTER,
            USER,
            PASSWORD,
            SENTINEL_USER,
            SENTINEL_PASSWORD,
            CONNECTIONS,
            CONNECTION_TIMEOUT,
            SOCKET_TIMEOUT,
            RETRIES,
            TIMEOUT,
            PREFIX);

    enum Mode {
        AUTO,
        SINGLE,
        SENTINEL,
        CLUSTER
    }

    private RedisSettings() {}

    /**
     * Returns what all keys begin with.
     *
     * @throws InvalidInputException if it could not stand in front of a key
     */
    static String prefix(Settings settings) {
        String prefix = settings.get(PREFIX);
        if (!prefix.isEmpty() && !Keys.isPrefix(prefix)) {
            throw new InvalidInputException(
                    PREFIX.key(), "must be at most 100 letters, digits and signs of _ . : / -", prefix.length());
        }
        return prefix.isEmpty() ? DEFAULT_PREFIX : prefix;
    }
}
