package dev.chatstore.testkit.server;

/**
 * The life of a server under test. Threads may share a server; only one thread at a time may kill, start, pause, resume
 * or close it.
 *
 * <p>A server that was named by its URL, or that runs in a container, has no process that a test can control: every
 * method that needs one throws {@link UnsupportedOperationException}.
 */
public interface ServerControl extends AutoCloseable {
    /** Returns the port that the server listens on. It stays the same after a restart. */
    int port();

    /** Returns the id of the server's process. It changes with each start. */
    long pid();

    /** Kills all processes of the server with SIGKILL, and returns when they have ended. */
    void kill();

    /**
     * Starts the server again with the same data on the same port, and returns when it answers.
     *
     * @throws IllegalStateException if the server is running, or does not answer within two minutes
     */
    void start();

    /** Stops all processes of the server with SIGSTOP: connections stay open, but nothing is answered. */
    void pause();

    /** Lets the processes continue after {@link #pause}. */
    void resume();

    /** Shuts the server down in an orderly way and starts it again. */
    void restart();

    /** Ends the server and deletes its data. Closing a closed server has no effect. */
    @Override
    void close();
}
