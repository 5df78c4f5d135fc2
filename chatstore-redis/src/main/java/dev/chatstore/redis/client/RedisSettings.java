package dev.chatstore.redis.client;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.Settings;
import java.time.Duration;
import java.util.List;

/** The settings of connections to Redis, for the primary store and the shared cache. */
public final class RedisSettings {
    static final String DEFAULT_PREFIX = "chatstore";

    static final Setting<Mode> MODE = Setting.choice(
            "redis.mode",
            Mode.class,
            Mode.AUTO,
            "Kind of the hosts in the URL: one node, sentinels or a cluster. With auto, sentinels if redis.sentinel-master is set, else a cluster if the URL names several hosts, else one node.");

    static final Setting<String> SENTINEL_MASTER =
            Setting.text("redis.sentinel-master", "Name of the primary at the sentinels.");

    static final Setting<String> USER =
            Setting.text("redis.user", "User, if the URL does not name one; empty for the default user.");

    static final Setting<String> PASSWORD = Setting.text("redis.password", "Password, if the URL does not hold one.");

    static final Setting<String> SENTINEL_USER =
            Setting.text("redis.sentinel-user", "User at the sentinels; empty for the default user.");

    static final Setting<String> SENTINEL_PASSWORD =
            Setting.text("redis.sentinel-password", "Password at the sentinels, if they require one.");

    static final Setting<Integer> CONNECTIONS = Setting.count(
            "redis.connections", 8, 1, 1_000, "Maximum number of connections, to each node in a cluster.");

    static final Setting<Duration> CONNECTION_TIMEOUT = Setting.duration(
            "redis.connection-timeout",
            "2s",
            "10ms",
            "10m",
            "Maximum time that one attempt waits for a free connection, or to open one.");

    static final Setting<Duration> SOCKET_TIMEOUT = Setting.duration(
            "redis.socket-timeout",
            "2s",
            "10ms",
            "1h",
            "Maximum time that one attempt waits for a reply before it closes the connection.");

    static final Setting<String> PREFIX = Setting.text(
            "redis.prefix",
            "Beginning of all keys, so that several storages can share a Redis: letters, digits and _ . : / -; chatstore if it is empty.");

    static final Setting<Integer> RETRIES = Setting.count(
            "redis.retries",
            10,
            0,
            1_000,
            "Maximum number of retries of a call after a lost connection or while a server is not ready.");

    static final Setting<Duration> TIMEOUT = Setting.duration(
            "redis.timeout",
            "30s",
            "0ms",
            "1h",
            "Time after which a call is not retried any more. The time-outs of one attempt are added to it.");

    /** All settings, in the order of the documentation. */
    public static final List<Setting<?>> ALL = List.of(
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

    /** Returns the time after which a call is not retried any more. */
    public static Duration timeout(Settings settings) {
        return settings.get(TIMEOUT);
    }

    static String prefix(Settings settings) {
        String prefix = settings.get(PREFIX);
        if (!prefix.isEmpty() && !KeyFamily.isPrefix(prefix)) {
            throw new InvalidInputException(
                    PREFIX.key(), "must be at most 100 letters, digits and signs of _ . : / -", prefix.length());
        }
        return prefix.isEmpty() ? DEFAULT_PREFIX : prefix;
    }
}
