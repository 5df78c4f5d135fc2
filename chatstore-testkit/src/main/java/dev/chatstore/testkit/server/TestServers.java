package dev.chatstore.testkit.server;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Gives servers to tests. Each comes from the first of these that there is: programs in a Maven artifact on the class
 * path. Where there is none, the error says what to add.
 */
public final class TestServers {
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
        return choose(kind, null);
    }

    /**
     * Starts a server as {@link #start(ServerKind)} does, with its data in a new folder {@code data} below the given
     * one, such as a small file system that a test fills.
     *
     * @throws IllegalStateException if it cannot be had; the message says what to install or to add
     */
    public static TestServer start(ServerKind kind, Path place) {
        return choose(kind, place);
    }

    private static TestServer choose(ServerKind kind, @Nullable Path place) {
        Path jar = kind.archive().jar().orElseThrow(() -> Missing.programs(kind));
        return OwnServer.start(kind, jar, place);
    }
}
