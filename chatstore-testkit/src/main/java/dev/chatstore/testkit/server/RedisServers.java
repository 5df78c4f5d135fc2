package dev.chatstore.testkit.server;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Gives Redis servers to tests. Each comes from the first of these that there is:
 *
 * <ol>
 *   <li>for the shared ones, a variable of the environment that names a running one by its URL: {@code
 *       CHATSTORE_TEST_REDIS_7_URL=redis://host:port} and {@code
 *       CHATSTORE_TEST_REDIS_7_CLUSTER_URL=redis://host:port,host:port,host:port};
 *   <li>its program in a Maven artifact on the class path, for Linux on x86-64.
 * </ol>
 *
 * Where there is none, the error says what to add.
 */
public final class RedisServers {
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static @Nullable TestRedis shared;
    private static @Nullable TestRedisCluster sharedCluster;

    private RedisServers() {}

    /**
     * Returns the server that all tests in this JVM share; it ends with the JVM. Whoever means to kill, pause or close a
     * server starts one of their own.
     *
     * @throws IllegalStateException if it cannot be had; the message says what to add
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
     * Returns the cluster of three primaries that all tests in this JVM share; it ends with the JVM.
     *
     * @throws IllegalStateException if it cannot be had; the message says what to add
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
     * Starts a server, which the caller closes; one that is left open ends with the JVM. Takes less than a second.
     *
     * @param options options for its command line beside or in place of those that make it durable, as {@code
     *     "--appendfsync", "everysec"} or {@code "--requirepass", "secret"}
     * @throws IllegalStateException if it cannot be had; the message says what to add
     */
    public static TestRedis start(String... options) {
        return LocalRedis.start(List.of(options));
    }

    /** Starts a cluster of three primaries, as {@link #start} does. Takes about two seconds. */
    public static TestRedisCluster startCluster(String... options) {
        return TestRedisCluster.start(List.of(options));
    }

    /** Starts a primary, its replica and a sentinel, as {@link #start} does; the options are not the sentinel's. */
    public static TestRedisSentinel startSentinel(String... options) {
        return TestRedisSentinel.start(List.of(options));
    }
}
