package dev.chatstore.testkit.server;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Provides database servers to tests. Each comes from the first available of these sources:
 *
 * <ol>
 *   <li>an environment variable with the URL of a running server, such as {@code
 *       CHATSTORE_TEST_POSTGRES_18_URL=postgresql://postgres:password@host:5432}; the user must be allowed to create
 *       databases, and tests that kill the server fail;
 *   <li>the programs in a Maven artifact on the class path, for Linux on x86-64, and the JDBC driver;
 *   <li>a container, if Testcontainers is on the class path and a Docker engine is running; again, tests that kill the
 *       server fail.
 * </ol>
 *
 * If none is available, the error says what to add.
 */
public final class TestServers {
    private static final ServerChoice CHOICE = new ServerChoice(System.getenv());
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final Map<ServerKind, TestServer> SHARED = new EnumMap<>(ServerKind.class);

    private TestServers() {}

    /**
     * Returns the server of this kind that all tests in this JVM share. It ends with the JVM. A test that kills, pauses
     * or closes a server starts its own.
     *
     * @throws IllegalStateException if no server is available; the message says what to install or to add
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
     * Starts a server, which the caller closes. An open server ends with the JVM. Takes about a second, and longer the
     * first time for each version, which is unpacked then.
     *
     * @throws IllegalStateException if no server is available; the message says what to install or to add
     */
    public static TestServer start(ServerKind kind) {
        return CHOICE.start(kind, null, List.of());
    }

    /**
     * Starts a server as {@link #start(ServerKind)} does, with some settings of its own. It needs the programs of an
     * artifact.
     *
     * @param settings such as {@code ssl=on}, in the notation of the product's command line
     * @throws IllegalStateException if the programs are not available, or the server refuses a setting
     */
    public static TestServer start(ServerKind kind, List<String> settings) {
        return CHOICE.start(kind, null, settings);
    }

    /**
     * Starts a server as {@link #start(ServerKind)} does, with its data in a new folder {@code data} in the given one,
     * such as a small file system that a test fills.
     *
     * @throws IllegalStateException if no server is available; the message says what to install or to add
     */
    public static TestServer start(ServerKind kind, Path parent) {
        return CHOICE.start(kind, parent, List.of());
    }

    /**
     * Starts a server with its data in the given folder and with some settings of its own. It needs the programs of an
     * artifact.
     *
     * @param settings such as {@code ssl=on}, in the notation of the product's command line
     * @throws IllegalStateException if the programs are not available, or the server refuses a setting
     */
    public static TestServer start(ServerKind kind, Path parent, List<String> settings) {
        return CHOICE.start(kind, parent, settings);
    }

    /**
     * Starts a PostgreSQL 18 with an asynchronous replica, which the caller closes. Takes about two seconds. It needs the
     * programs of an artifact.
     *
     * @throws IllegalStateException if the programs are not available; the message says what to add
     */
    public static TestPostgresReplication startReplicatedPostgres() {
        return TestPostgresReplication.start(CHOICE);
    }
}
