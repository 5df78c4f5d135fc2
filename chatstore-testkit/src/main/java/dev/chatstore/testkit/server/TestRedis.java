package dev.chatstore.testkit.server;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Redis server. Unless it was started otherwise it keeps what it has acknowledged when it is killed: it appends each
 * write to its file and syncs that. Threads may share it; only one at a time may kill, start, pause, resume or close it.
 *
 * <p>A server that was given by its URL has no process here: what needs one throws {@link
 * UnsupportedOperationException}.
 */
public interface TestRedis extends AutoCloseable {
    /** Returns the URL for chatstore, with the password if it wants one: {@code redis://127.0.0.1:6379}. */
    String url();

    /** Returns the port that it listens on; the same after each start. */
    int port();

    /** Returns the id of its process; another after each start. */
    long pid();

    /**
     * Returns the reply to a command: a text, a list of replies, or null; a number is a text.
     *
     * @throws IllegalStateException if the server does not answer within five seconds, or refuses
     */
    @Nullable Object ask(String... command);

    /** Returns what {@code INFO} tells, such as {@code redis_version} in the section {@code server}. */
    String info(String section, String name);

    /**
     * Returns the list that a command is replied to with.
     *
     * @throws IllegalStateException if the server does not answer within five seconds, refuses, or replies otherwise
     */
    default List<?> list(String... command) {
        if (ask(command) instanceof List<?> list) {
            return list;
        }
        throw new IllegalStateException("Redis does not reply to " + command[0] + " with a list");
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

    /** Kills its process with SIGKILL, and returns when it is gone. */
    void kill();

    /**
     * Starts it again on the same data and the same port, and returns when it answers.
     *
     * @throws IllegalStateException if it runs, or does not answer within two minutes
     */
    void start();

    /** Starts it as {@link #start} does, without any data. */
    void startEmpty();

    /** Stops its process with SIGSTOP: connections stay open, and nothing answers. */
    void pause();

    /** Lets its process go on after {@link #pause}. */
    void resume();

    /** Shuts it down in order and starts it again. */
    void restart();

    /** Ends it and deletes its data. Does nothing the second time. */
    @Override
    void close();
}
