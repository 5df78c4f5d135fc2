package dev.chatstore.jdbi;

import dev.chatstore.api.spi.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The settings of every backend on a database server, those of every database among them. */
public final class ServerSettings {
    static final Setting<String> USER = Setting.text("database.user", "Who logs in, if the URL does not say it.");

    static final Setting<String> PASSWORD =
            Setting.text("database.password", "The password, if the URL does not hold it.");

    static final Setting<Integer> READERS =
            Setting.count("database.readers", 5, 1, 1_000, "How many connections there are at most to read with.");

    static final Setting<Integer> WRITERS =
            Setting.count("database.writers", 5, 1, 1_000, "How many connections there are at most to write with.");

    static final Setting<Duration> CONNECTION_TIMEOUT = Setting.duration(
            "database.connection-timeout",
            "5s",
            "250ms",
            "10m",
            "How long one try waits for a connection that is free, or to be made.");

    /** How long the server may be silent; drivers count it in whole seconds or milliseconds. */
    public static final Setting<Duration> SOCKET_TIMEOUT = Setting.duration(
            "database.socket-timeout",
            "10s",
            "1s",
            "1h",
            "How long the server may be silent before its connection is given up.");

    /** How long a statement waits for a row. */
    public static final Setting<Duration> LOCK_TIMEOUT = Setting.duration(
            "database.lock-timeout",
            "3s",
            "1s",
            "1h",
            "How long one statement waits for a row that another transaction holds. Longer than the socket time-out it has no effect.");

    static final Setting<Duration> IDLE_TIMEOUT = Setting.duration(
            "database.idle-timeout", "10m", "10s", "1d", "After how long without use a connection is closed.");

    static final Setting<Duration> MAX_LIFETIME =
            Setting.duration("database.max-lifetime", "30m", "30s", "1d", "At what age a connection is replaced.");

    static final Setting<Duration> KEEPALIVE = Setting.duration(
            "database.keepalive",
            "2m",
            "30s",
            "1d",
            "How often an idle connection is tested; one that was idle for half a second is tested before use as well.");

    static final Setting<Optional<Duration>> LEAK_DETECTION = Setting.optional(Setting.duration(
            "database.leak-detection",
            "1m",
            "2s",
            "1h",
            "After how long the use of one connection is logged as a suspected leak."));

    /** All of them, for a provider to list. */
    public static final List<Setting<?>> ALL = Stream.concat(
                    RelationalSettings.ALL.stream(),
                    Stream.of(
                            USER,
                            PASSWORD,
                            READERS,
                            WRITERS,
                            CONNECTION_TIMEOUT,
                            SOCKET_TIMEOUT,
                            LOCK_TIMEOUT,
                            IDLE_TIMEOUT,
                            MAX_LIFETIME,
                            KEEPALIVE,
                            LEAK_DETECTION))
            .toList();

    private ServerSettings() {}
}
