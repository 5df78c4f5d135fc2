package dev.chatstore.testkit.server;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Gives servers to tests. Each comes from the first of these that there is:
 *
 * <ol>
 *   <li>a variable of the environment that names a running one by its URL, such as {@code
 *       CHATSTORE_TEST_POSTGRES_18_URL=postgresql://postgres:password@host:5432}; its user must be allowed to make
 *       databases, and tests that kill it fail;
 *   <li>its programs in a Maven artifact on the class path, for Linux on x86-64, with the JDBC driver beside them;
 *   <li>a container, if Testcontainers is on the class path and a Docker engine runs; here too tests that kill it fail.
 * </ol>
 *
 * Where there is none, the error says what to add.
 */
public final class TestServers {
    private static final ServerChoice CHOICE = new ServerChoice(System.getenv());
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final Map<ServerKind, TestServer> SHARED = new EnumMap<>(ServerKind.class);

    private TestServers() {}

    /**
     * Returns the server of this kind that all tests in this JVM share; it ends with the JVM. Whoever means to kill,
     * pause or close a server starts one of their own.
     *
     * @throws IllegalStateException if it cannot be had; the message says what to install or to add
     */
    public static TestServer shared(ServerKind kind) {
        LOCK.lock();
        try {
            return SHARED.computeIfAbsent(kind, TestServers::start);
        } finally {
            LOCK.unlock();
        }
    }

    /**
     * Starts a server, which the caller closes; one that is left open ends with the JVM. Takes about a second, and once
     * for each version some more to unpack it.
     *
     * @throws IllegalStateException if it cannot be had; the message says what to install or to add
     */
    public static TestServer start(ServerKind kind) {
        return CHOICE.start(kind, null);
    }

    /**
     * Starts a server as {@link #start(ServerKind)} does, with its data in a new folder {@code data} below the given
     * one, such as a small file system that a test fills.
     *
     * @throws IllegalStateException if it cannot be had; the message says what to install or to add
     */
    public static TestServer start(ServerKind kind, Path place) {
        return CHOICE.start(kind, place);
    }
}
