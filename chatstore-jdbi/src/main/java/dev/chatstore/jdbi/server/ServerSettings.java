package dev.chatstore.jdbi.server;

import dev.chatstore.api.spi.Setting;
import dev.chatstore.jdbi.RelationalSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The settings of every backend on a database server, including those of every database. */
public final class ServerSettings {
    static final Setting<String> USER =
            Setting.text("database.user", "User who logs in. Takes precedence over the URL.");

    static final Setting<String> PASSWORD =
            Setting.text("database.password", "Password of the user. Takes precedence over the URL.");

    static final Setting<Integer> READERS =
            Setting.count("database.readers", 5, 1, 1_000, "Maximum number of connections for reads.");

    static final Setting<Integer> WRITERS =
            Setting.count("database.writers", 5, 1, 1_000, "Maximum number of connections for writes.");

    static final Setting<Duration> CONNECTION_TIMEOUT = Setting.duration(
            "database.connection-timeout",
            "5s",
            "250ms",
            "10m",
            "Maximum time that one attempt waits for a free or new connection.");

    /** The maximum silence of the server, which drivers count in whole seconds or milliseconds. */
    public static final Setting<Duration> SOCKET_TIMEOUT = Setting.duration(
            "database.socket-timeout",
            "10s",
            "1s",
            "1h",
            "Maximum silence of the server, after which its connection is closed.");

    /** The maximum time that a statement waits for a lock. */
    public static final Setting<Duration> LOCK_TIMEOUT = Setting.duration(
            "database.lock-timeout",
            "3s",
            "1s",
            "1h",
            "Maximum time that one statement waits for a row that another transaction has locked. No effect if longer than the socket timeout.");

    static final Setting<Duration> IDLE_TIMEOUT = Setting.duration(
            "database.idle-timeout", "10m", "10s", "1d", "Idle time after which a connection is closed.");

    static final Setting<Duration> MAX_LIFETIME =
            Setting.duration("database.max-lifetime", "30m", "30s", "1d", "Age at which a connection is replaced.");

    static final Setting<Duration> KEEPALIVE = Setting.duration(
            "database.keepalive",
            "2m",
            "30s",
            "1d",
            "Interval at which an idle connection is tested. One that was idle for half a second is also tested before its use.");

    static final Setting<Optional<Duration>> LEAK_DETECTION = Setting.optional(Setting.duration(
            "database.leak-detection",
            "1m",
            "2s",
            "1h",
            "Time of use after which a connection is logged as a suspected leak."));

    /** All settings, for a provider to list. */
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
