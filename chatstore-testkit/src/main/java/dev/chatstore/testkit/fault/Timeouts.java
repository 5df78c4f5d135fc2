package dev.chatstore.testkit.fault;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The timeouts of a store.
 *
 * @param connection maximum wait for a connection
 * @param socket maximum wait for a reply
 * @param lock maximum wait of the server for a row lock
 * @param retrying maximum duration of retries
 */
record Timeouts(Duration connection, Duration socket, Duration lock, Duration retrying) {
    /** The store times out while the server still waits for a row lock. */
    static final Timeouts SHORT = ofSeconds(1, 1, 5, 2);

    static final Timeouts FOR_LOCKS = ofSeconds(1, 2, 1, 2);
    static final Timeouts LONG = ofSeconds(5, 10, 3, 20);

    private static Timeouts ofSeconds(int connection, int socket, int lock, int retrying) {
        return new Timeouts(
                Duration.ofSeconds(connection),
                Duration.ofSeconds(socket),
                Duration.ofSeconds(lock),
                Duration.ofSeconds(retrying));
    }

    /** Returns three times the maximum duration of a call, since the machine may be busy. */
    Duration bound() {
        return connection.plus(socket).plus(retrying).multipliedBy(3);
    }

    Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("database.connection-timeout", millis(connection));
        settings.put("database.socket-timeout", millis(socket));
        settings.put("database.timeout", millis(retrying));
        settings.put("database.lock-timeout", millis(lock));
        return settings;
    }

    private static String millis(Duration duration) {
        return duration.toMillis() + "ms";
    }
}
