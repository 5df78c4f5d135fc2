package dev.chatstore.testkit.server;

import dev.chatstore.testkit.Polling;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A Redis cluster: several primaries without replicas. */
public final class TestRedisCluster implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int SLOTS = 16_384;
    private static final int NODES = 3;

    private final List<TestRedis> nodes;

    private TestRedisCluster(List<TestRedis> nodes) {
        this.nodes = List.copyOf(nodes);
    }

    static TestRedisCluster start(List<String> options) {
        List<TestRedis> nodes = IntStream.range(0, NODES)
                .<TestRedis>mapToObj(i -> {
                    String bus = Integer.toString(Ports.free());
                    return LocalRedis.start(Stream.concat(
                                    Stream.of(
                                            "--cluster-enabled",
                                            "yes",
                                            "--cluster-port",
                                            bus,
                                            "--cluster-node-timeout",
                                            "2000"),
                                    options.stream())
                            .toList());
                })
                .toList();
        TestRedisCluster cluster = new TestRedisCluster(nodes);
        try {
            cluster.join();
            return cluster;
        } catch (IllegalStateException e) {
            cluster.close();
            throw e;
        }
    }

    /** Returns the cluster of the nodes at a URL, such as {@code redis://:password@host:port,host:port}. */
    static TestRedisCluster at(String variable, String url) {
        int at = url.indexOf('@');
        String login = at < 0 ? "redis://" : url.substring(0, at + 1);
        return new TestRedisCluster(Stream.of(url.substring(login.length()).split(","))
                .<TestRedis>map(host -> RemoteRedis.at(variable, login + host))
                .toList());
    }

    private void join() {
        TestRedis first = nodes.get(0);
        for (int i = 0; i < NODES; i++) {
            TestRedis node = nodes.get(i);
            node.ask("CLUSTER", "ADDSLOTSRANGE", slot(i), Integer.toString(Integer.parseInt(slot(i + 1)) - 1));
            node.ask("CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(i + 1));
            if (i > 0) {
                first.ask("CLUSTER", "MEET", Address.LOOPBACK, Integer.toString(node.port()), busPort(node));
            }
        }
        awaitComplete();
    }

    private static String slot(int node) {
        return Integer.toString(SLOTS * node / NODES);
    }

    private static String busPort(TestRedis node) {
        return (String) node.list("CONFIG", "GET", "cluster-port").get(1);
    }

    /** Waits until all nodes know each other and report that every slot is served. */
    public void awaitComplete() {
        if (!Polling.until(LIMIT, () -> nodes.stream().allMatch(TestRedisCluster::isComplete))) {
            throw new IllegalStateException(this + " did not become complete");
        }
    }

    private static boolean isComplete(TestRedis node) {
        String info = String.valueOf(node.ask("CLUSTER", "INFO"));
        return info.contains("cluster_state:ok")
                && info.contains("cluster_slots_ok:" + SLOTS)
                && info.contains("cluster_known_nodes:" + NODES);
    }

    /** Returns the nodes. Each serves a third of the slots. */
    public List<TestRedis> nodes() {
        return nodes;
    }

    /** Returns the URL for chatstore: {@code redis://127.0.0.1:7001,127.0.0.1:7002,127.0.0.1:7003}. */
    public String url() {
        String first = nodes.get(0).url();
        return Stream.concat(
                        Stream.of(first),
                        nodes.stream().skip(1).map(node -> node.url().replaceFirst("^redis://(.*@)?", "")))
                .collect(Collectors.joining(","));
    }

    /** Removes all keys that begin with the prefix and a colon. */
    public void clear(String prefix) {
        nodes.forEach(node -> node.clear(prefix));
    }

    /** Ends all nodes and deletes their data. */
    @Override
    public void close() {
        nodes.forEach(TestRedis::close);
    }

    /** Returns the addresses, without passwords. */
    @Override
    public String toString() {
        return "cluster of " + nodes;
    }
}
