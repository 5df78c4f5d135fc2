package dev.chatstore.testkit.server;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Provides Redis servers to tests. Each comes from the first available of these sources:
 *
 * <ol>
 *   <li>for the shared servers, an environment variable with the URL of a running server: {@code
 *       CHATSTORE_TEST_REDIS_7_URL=redis://host:port} and {@code
 *       CHATSTORE_TEST_REDIS_7_CLUSTER_URL=redis://host:port,host:port,host:port};
 *   <li>the program in a Maven artifact on the class path, for Linux on x86-64.
 * </ol>
 *
 * If none is available, the error says what to add.
 */
public final class RedisServers {
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static @Nullable TestRedis shared;
    private static @Nullable TestRedisCluster sharedCluster;

    private RedisServers() {}

    /**
     * Returns the server that all tests in this JVM share. It ends with the JVM. A test that kills, pauses or closes a
     * server starts its own.
     *
     * @throws IllegalStateException if no server is available; the message says what to add
     */
    public static TestRedis shared() {
        LOCK.lock();
        try {
            TestRedis server = shared;
            if (server == null) {
                String url = System.getenv(RedisProgram.VARIABLE);
                server = url == null ? start() : RemoteRedis.at(RedisProgram.VARIABLE, url);
                shared = server;
            }
            return server;
        } finally {
            LOCK.unlock();
        }
    }

    /**
     * Returns the cluster of three primaries that all tests in this JVM share. It ends with the JVM.
     *
     * @throws IllegalStateException if no server is available; the message says what to add
     */
    public static TestRedisCluster sharedCluster() {
        LOCK.lock();
        try {
            TestRedisCluster cluster = sharedCluster;
            if (cluster == null) {
                String url = System.getenv(RedisProgram.CLUSTER_VARIABLE);
                cluster = url == null ? startCluster() : TestRedisCluster.at(RedisProgram.CLUSTER_VARIABLE, url);
                sharedCluster = cluster;
            }
            return cluster;
        } finally {
            LOCK.unlock();
        }
    }

    /**
     * Starts a server, which the caller closes. An open server ends with the JVM. Takes less than a second.
     *
     * @param options options for the command line that add to or override those that make the server durable, such as
     *     {@code "--appendfsync", "everysec"} or {@code "--requirepass", "secret"}
     * @throws IllegalStateException if no server is available; the message says what to add
     */
    public static TestRedis start(String... options) {
        return LocalRedis.start(List.of(options));
    }

    /** Starts a cluster of three primaries, as {@link #start} does. Takes about two seconds. */
    public static TestRedisCluster startCluster(String... options) {
        return TestRedisCluster.start(List.of(options));
    }

    /**
     * Starts a primary, its replica and a sentinel, as {@link #start} does. The options do not apply to the sentinel.
     */
    public static TestRedisSentinel startSentinel(String... options) {
        return TestRedisSentinel.start(List.of(options));
    }
}
