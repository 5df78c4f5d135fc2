package dev.chatstore.testkit.server;

import dev.chatstore.testkit.Polling;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A Redis with a replica, and one sentinel that makes the replica the primary a second after the primary is gone. */
public final class TestRedisSentinel implements AutoCloseable {
    /** The name by which the sentinel knows the primary. */
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

    /** Waits until the replica has all that the primary had, and the sentinel knows it. */
    public void awaitReplica() {
        if (!Polling.until(
                LIMIT,
                () -> replica.info("replication", "master_link_status").equals("up")
                        && String.valueOf(sentinel.ask("SENTINEL", "REPLICAS", MASTER))
                                .contains("master-link-status, ok"))) {
            close();
            throw new IllegalStateException("a replica of Redis does not follow");
        }
    }

    /** Returns the server that is the primary at first. */
    public TestRedis primary() {
        return primary;
    }

    /** Returns the server that follows it at first. */
    public TestRedis replica() {
        return replica;
    }

    /** Returns the URL of the sentinel for chatstore, which also wants {@link #MASTER} as {@code redis.sentinel-master}. */
    public String url() {
        return sentinel.url();
    }

    /** Ends all of it. */
    @Override
    public void close() {
        List.of(sentinel, replica, primary).forEach(TestRedis::close);
    }
}
