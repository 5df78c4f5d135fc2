package dev.chatstore.testkit.fault;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The time-outs of a store.
 *
 * @param connection how long it waits for a connection
 * @param socket how long it waits for an answer
 * @param lock how long the server waits for a row on its behalf
 * @param trying how long it tries again
 */
record Timeouts(Duration connection, Duration socket, Duration lock, Duration trying) {
    /** The server is still waiting for a row when the store has given up. */
    static final Timeouts SHORT = ofSeconds(1, 1, 5, 2);

    static final Timeouts OF_LOCKS = ofSeconds(1, 2, 1, 2);
    static final Timeouts LONG = ofSeconds(5, 10, 3, 20);

    private static Timeouts ofSeconds(int connection, int socket, int lock, int trying) {
        return new Timeouts(
                Duration.ofSeconds(connection),
                Duration.ofSeconds(socket),
                Duration.ofSeconds(lock),
                Duration.ofSeconds(trying));
    }

    /** Returns three times what a call may take, since what shares the machine with it may be in its way. */
    Duration bound() {
        return connection.plus(socket).plus(trying).multipliedBy(3);
    }

    Map<String, String> settings(Map<String, String> others) {
        Map<String, String> settings = new HashMap<>(others);
        settings.put("database.connection-timeout", millis(connection));
        settings.put("database.socket-timeout", millis(socket));
        settings.put("database.timeout", millis(trying));
        settings.put("database.lock-timeout", millis(lock));
        return settings;
    }

    private static String millis(Duration duration) {
        return duration.toMillis() + "ms";
    }
}
