package dev.chatstore.testkit.fault;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The time-outs of a store.
 *
 * @param connection how long it waits for a connection
 * @param socket how long it waits for an answer
 * @param trying how long it tries again
 */
record TimeOuts(Duration connection, Duration socket, Duration trying) {
    static final TimeOuts SHORT = new TimeOuts(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(2));
    static final TimeOuts LONG = new TimeOuts(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(20));

    /** Returns three times what a call may take, since what shares the machine with it may be in its way. */
    Duration bound() {
        return connection.plus(socket).plus(trying).multipliedBy(3);
    }

    Map<String, String> settings(Map<String, String> others) {
        Map<String, String> settings = new HashMap<>(others);
        settings.put("database.connection-timeout", millis(connection));
        settings.put("database.socket-timeout", millis(socket));
        settings.put("database.timeout", millis(trying));
        return settings;
    }

    private static String millis(Duration duration) {
        return duration.toMillis() + "ms";
    }
}
