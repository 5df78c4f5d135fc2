package dev.chatstore.checks.tiers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.testkit.fault.FaultProxy;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestDatabase;
import dev.chatstore.testkit.server.TestRedis;
import dev.chatstore.testkit.server.TestServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;

/**
 * Four nodes, two of them in other processes, make random calls on one PostgreSQL and one Redis server, while Redis and
 * its network fail. No call may fail because of that, nothing may be lost, reads of the latest state must not be stale,
 * cached reads may be stale only within the bound, and in the end all tiers must agree.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TierFaultsIT {
    static final Map<String, String> SETTINGS = Map.of(
            "cache.bytes", "4MiB",
            "cache.session-bytes", "1MiB",
            "cache.messages", "10",
            "cache.max-staleness", NodesUnderLoad.BOUND.toMillis() + "ms",
            "cache.slow", "250ms",
            "cache.retry", "500ms",
            "redis.connection-timeout", "250ms",
            "redis.socket-timeout", "250ms",
            "redis.feed-heartbeat", "100ms");

    private static final Duration PART = Duration.ofMillis(700);

    private final TestDatabase database =
            TestServers.shared(ServerKind.POSTGRES_18).newDatabase();
    private final TestRedis redis = RedisServers.start();
    private final List<FaultProxy> proxies = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final ChatStorage truth = ChatStorage.open(database.url());

    @BeforeAll
    void startNodes() {
        for (int i = 0; i < 4; i++) {
            FaultProxy proxy = FaultProxy.before(redis.port());
            proxies.add(proxy);
            Map<String, String> settings = new HashMap<>(SETTINGS);
            settings.put("cache.url", "redis://127.0.0.1:" + proxy.port());
            nodes.add(i < 2 ? new LocalNode(database.url(), settings) : RemoteNode.start(database.url(), settings));
        }
    }

    @AfterAll
    void closeNodes() {
        nodes.forEach(Node::close);
        truth.close();
        proxies.forEach(FaultProxy::close);
        redis.close();
    }

    /** Ends the faults that a failed test has left. */
    @AfterEach
    void endFaults() {
        proxies.forEach(FaultProxy::accept);
        proxies.forEach(proxy -> proxy.delay(Duration.ZERO, Duration.ZERO));
        redis.ask("CONFIG", "SET", "maxmemory", "0");
        redis.ask("REPLICAOF", "NO", "ONE");
    }

    private NodesUnderLoad start(TestInfo test) {
        return NodesUnderLoad.start(test.getTestMethod().orElseThrow().getName(), nodes);
    }

    private void end(NodesUnderLoad load) {
        Duration recovery = load.awaitUp();
        load.endAndCheck(truth.chats(), recovery);
        assertThat(load.checker().failedCalls).as("failed calls").hasValue(0);
    }

    @Test
    void notificationsAreLostAndFillsAreLate(TestInfo test) {
        try (NodesUnderLoad load = start(test)) {
            load.injectFaults(50, Duration.ofMillis(200));
            load.workFor(PART.multipliedBy(4));
            load.injectFaults(0, Duration.ZERO);
            end(load);
        }
    }

    @Test
    void theFeedIsInterrupted(TestInfo test) {
        try (NodesUnderLoad load = start(test)) {
            for (int i = 0; i < 8; i++) {
                redis.ask("CLIENT", "KILL", "TYPE", "pubsub");
                proxies.get(i % proxies.size()).cut();
                load.workFor(PART.dividedBy(4));
            }
            end(load);
        }
    }

    @Test
    void theNetworkIsDown(TestInfo test) {
        try (NodesUnderLoad load = start(test)) {
            proxies.forEach(FaultProxy::refuse);
            proxies.forEach(FaultProxy::cut);
            load.awaitDegraded();
            load.workFor(PART);
            proxies.forEach(FaultProxy::accept);
            end(load);
        }
    }

    /** Half of the nodes exchange no notifications, and their writes are missing in Redis when they are back. */
    @Test
    void someNodesAreCutOff(TestInfo test) {
        try (NodesUnderLoad load = start(test)) {
            for (int i = 0; i < 2; i++) {
                List<FaultProxy> some = List.of(proxies.get(i), proxies.get(i + 2));
                some.forEach(FaultProxy::refuse);
                some.forEach(FaultProxy::cut);
                load.workFor(PART.multipliedBy(2));
                some.forEach(FaultProxy::accept);
            }
            end(load);
        }
    }

    @Test
    void redisIsKilledAndComesBackEmpty(TestInfo test) {
        try (NodesUnderLoad load = start(test)) {
            for (int i = 0; i < 2; i++) {
                redis.kill();
                load.awaitDegraded();
                load.workFor(PART);
                redis.startEmpty();
                load.awaitUp();
            }
            redis.kill();
            redis.startEmpty();
            end(load);
        }
    }

    @Test
    void redisHangs(TestInfo test) {
        try (NodesUnderLoad load = start(test)) {
            for (int i = 0; i < 2; i++) {
                redis.pause();
                try {
                    load.awaitDegraded();
                    load.workFor(PART);
                } finally {
                    redis.resume();
                }
                load.workFor(PART);
            }
            end(load);
        }
    }

    @Test
    void redisHasNoMemoryLeft(TestInfo test) {
        try (NodesUnderLoad load = start(test)) {
            redis.ask("CONFIG", "SET", "maxmemory-policy", "noeviction");
            redis.ask("CONFIG", "SET", "maxmemory", "1");
            load.awaitDegraded();
            load.workFor(PART);
            redis.ask("CONFIG", "SET", "maxmemory", "0");
            end(load);
        }
    }

    @Test
    void redisBecomesAReplica(TestInfo test) {
        try (NodesUnderLoad load = start(test)) {
            // The primary does not exist, so that the replica keeps its data.
            redis.ask("REPLICAOF", "127.0.0.1", "1");
            load.awaitDegraded();
            load.workFor(PART);
            redis.ask("REPLICAOF", "NO", "ONE");
            end(load);
        }
    }

    @Test
    void redisIsSlow(TestInfo test) {
        try (NodesUnderLoad load = start(test)) {
            proxies.forEach(proxy -> proxy.delay(Duration.ZERO, Duration.ofMillis(400)));
            load.awaitDegraded();
            load.workFor(PART);
            proxies.forEach(proxy -> proxy.delay(Duration.ZERO, Duration.ZERO));
            end(load);
        }
    }
}
