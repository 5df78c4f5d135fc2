package dev.chatstore.testkit.server;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A database server. It keeps what it has committed when it is killed: all that makes it durable is on. Threads may
 * share it; only one at a time may kill, start, pause, resume or close it.
 *
 * <p>A server that was given by its URL, or that runs in a container, has no process here: what needs one throws
 * {@link UnsupportedOperationException}.
 */
public interface TestServer extends AutoCloseable {
    /** Returns the product and version that was asked for. */
    ServerKind kind();

    /** Returns the exact version, as the server tells it. */
    String version();

    /** Returns the port that it listens on; the same after each start. */
    int port();

    /** Returns the id of its process; another after each start. */
    long pid();

    /** Makes an empty database. Costs some tens of milliseconds. */
    TestDatabase newDatabase();

    /** Returns a new connection of the administrator, which the caller closes. */
    Connection connectAsAdministrator() throws SQLException;

    /** Kills all of its processes with SIGKILL, and returns when they are gone. */
    void kill();

    /**
     * Starts it again on the same data and the same port, and returns when it answers.
     *
     * @throws IllegalStateException if it runs, or does not answer within two minutes
     */
    void start();

    /** Stops all of its processes with SIGSTOP: connections stay open, and nothing answers. */
    void pause();

    /** Lets its processes go on after {@link #pause}. */
    void resume();

    /** Shuts it down in order and starts it again. */
    void restart();

    /** Ends it and deletes its data. Does nothing the second time. */
    @Override
    void close();
}
