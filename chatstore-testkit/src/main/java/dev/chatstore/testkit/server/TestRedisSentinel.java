package dev.chatstore.testkit.server;

import dev.chatstore.testkit.Polling;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A Redis server with a replica, and a sentinel that promotes the replica one second after the primary fails. */
public final class TestRedisSentinel implements AutoCloseable {
    /** The name of the primary in the sentinel. */
    public static final String MASTER = "chatstore";

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final TestRedis primary;
    private final TestRedis replica;
    private final TestRedis sentinel;

    private TestRedisSentinel(TestRedis primary, TestRedis replica, TestRedis sentinel) {
        this.primary = primary;
        this.replica = replica;
        this.sentinel = sentinel;
    }

    static TestRedisSentinel start(List<String> options) {
        TestRedis primary = LocalRedis.start(options);
        String port = Integer.toString(primary.port());
        TestRedis replica = LocalRedis.start(
                Stream.concat(Stream.of("--replicaof", Address.LOOPBACK + " " + port), options.stream())
                        .toList());
        TestRedis sentinel = LocalRedis.start(List.of(LocalRedis.SENTINEL));
        TestRedisSentinel all = new TestRedisSentinel(primary, replica, sentinel);
        sentinel.ask("SENTINEL", "MONITOR", MASTER, Address.LOOPBACK, port, "1");
        sentinel.ask("SENTINEL", "SET", MASTER, "down-after-milliseconds", "1000");
        sentinel.ask("SENTINEL", "SET", MASTER, "failover-timeout", "3000");
        all.awaitReplica();
        return all;
    }

    /** Waits until the replica has all data of the primary, and the sentinel knows the replica. */
    public void awaitReplica() {
        if (!Polling.until(
                LIMIT,
                () -> replica.info("replication", "master_link_status").equals("up")
                        && String.valueOf(sentinel.ask("SENTINEL", "REPLICAS", MASTER))
                                .contains("master-link-status, ok"))) {
            close();
            throw new IllegalStateException("the Redis replica did not synchronize");
        }
    }

    /** Returns the initial primary. */
    public TestRedis primary() {
        return primary;
    }

    /** Returns the initial replica. */
    public TestRedis replica() {
        return replica;
    }

    /** Returns the URL of the sentinel for chatstore. Also set {@code redis.sentinel-master} to {@link #MASTER}. */
    public String url() {
        return sentinel.url();
    }

    /** Ends the sentinel and both servers. */
    @Override
    public void close() {
        List.of(sentinel, replica, primary).forEach(TestRedis::close);
    }
}
