package dev.chatstore.testkit.server;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Redis server. It keeps what it has acknowledged when it is killed, unless its options say otherwise: it appends
 * each write to its file and syncs the file.
 */
public interface TestRedis extends ServerControl {
    /** Returns the URL for chatstore, with the password if the server requires one: {@code redis://127.0.0.1:6379}. */
    String url();

    /**
     * Returns the reply to a command: a text, a list of replies, or null. A number is returned as a text.
     *
     * @throws IllegalStateException if the server does not answer within five seconds, or replies with an error
     */
    @Nullable Object ask(String... command);

    /** Returns a field of {@code INFO}, such as {@code redis_version} in the section {@code server}. */
    String info(String section, String name);

    /**
     * Returns the reply to a command, which must be a list.
     *
     * @throws IllegalStateException if the server does not answer within five seconds, replies with an error, or with
     *     something else
     */
    default List<?> list(String... command) {
        if (ask(command) instanceof List<?> list) {
            return list;
        }
        throw new IllegalStateException("the reply of Redis to " + command[0] + " is not a list");
    }

    /** Removes all keys that begin with the prefix and a colon. */
    default void clear(String prefix) {
        String cursor = "0";
        do {
            List<?> page = list("SCAN", cursor, "MATCH", prefix + ":*", "COUNT", "1000");
            for (Object key : (List<?>) page.get(1)) {
                ask("UNLINK", (String) key);
            }
            cursor = (String) page.get(0);
        } while (!cursor.equals("0"));
    }

    /** Starts the server again as {@link #start} does, without any data. */
    void startEmpty();
}
