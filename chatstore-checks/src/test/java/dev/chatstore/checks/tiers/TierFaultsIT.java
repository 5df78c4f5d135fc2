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
 * Four nodes, two of them processes of their own, on one PostgreSQL and one Redis under random calls, while Redis and the
 * network before it fail. No call fails for that, nothing is lost, nothing old is read as the latest, cached reads are late
 * by the bound at most, and in the end all tiers agree.
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

    /** Ends whatever fault a test that failed has left. */
    @AfterEach
    void heal() {
        proxies.forEach(FaultProxy::accept);
        proxies.forEach(proxy -> proxy.delay(Duration.ZERO, Duration.ZERO));
        redis.ask("CONFIG", "SET", "maxmemory", "0");
        redis.ask("REPLICAOF", "NO", "ONE");
    }

    private NodesUnderLoad start(TestInfo test) {
        return NodesUnderLoad.start(test.getTestMethod().orElseThrow().getName(), nodes);
    }

    private void end(NodesUnderLoad fleet) {
        Duration recovery = fleet.awaitUp();
        fleet.judgeAll(truth.chats(), recovery);
        assertThat(fleet.judge().refused).as("calls that were refused").hasValue(0);
    }

    @Test
    void notificationsAreLostAndFillsAreLate(TestInfo test) {
        try (NodesUnderLoad fleet = start(test)) {
            fleet.disturb(50, Duration.ofMillis(200));
            fleet.workFor(PART.multipliedBy(4));
            fleet.disturb(0, Duration.ZERO);
            end(fleet);
        }
    }

    @Test
    void theFeedIsInterrupted(TestInfo test) {
        try (NodesUnderLoad fleet = start(test)) {
            for (int i = 0; i < 8; i++) {
                redis.ask("CLIENT", "KILL", "TYPE", "pubsub");
                proxies.get(i % proxies.size()).cut();
                fleet.workFor(PART.dividedBy(4));
            }
            end(fleet);
        }
    }

    @Test
    void theNetworkIsDown(TestInfo test) {
        try (NodesUnderLoad fleet = start(test)) {
            proxies.forEach(FaultProxy::refuse);
            proxies.forEach(FaultProxy::cut);
            fleet.awaitDegraded();
            fleet.workFor(PART);
            proxies.forEach(FaultProxy::accept);
            end(fleet);
        }
    }

    /** Half of the nodes tell each other nothing, and what they have written is old in Redis when they are back. */
    @Test
    void someNodesAreCutOff(TestInfo test) {
        try (NodesUnderLoad fleet = start(test)) {
            for (int i = 0; i < 2; i++) {
                List<FaultProxy> some = List.of(proxies.get(i), proxies.get(i + 2));
                some.forEach(FaultProxy::refuse);
                some.forEach(FaultProxy::cut);
                fleet.workFor(PART.multipliedBy(2));
                some.forEach(FaultProxy::accept);
            }
            end(fleet);
        }
    }

    @Test
    void redisIsKilledAndComesBackEmpty(TestInfo test) {
        try (NodesUnderLoad fleet = start(test)) {
            for (int i = 0; i < 2; i++) {
                redis.kill();
                fleet.awaitDegraded();
                fleet.workFor(PART);
                redis.startEmpty();
                fleet.awaitUp();
            }
            redis.kill();
            redis.startEmpty();
            end(fleet);
        }
    }

    @Test
    void redisHangs(TestInfo test) {
        try (NodesUnderLoad fleet = start(test)) {
            for (int i = 0; i < 2; i++) {
                redis.pause();
                try {
                    fleet.awaitDegraded();
                    fleet.workFor(PART);
                } finally {
                    redis.resume();
                }
                fleet.workFor(PART);
            }
            end(fleet);
        }
    }

    @Test
    void redisHasNoMemoryLeft(TestInfo test) {
        try (NodesUnderLoad fleet = start(test)) {
            redis.ask("CONFIG", "SET", "maxmemory-policy", "noeviction");
            redis.ask("CONFIG", "SET", "maxmemory", "1");
            fleet.awaitDegraded();
            fleet.workFor(PART);
            redis.ask("CONFIG", "SET", "maxmemory", "0");
            end(fleet);
        }
    }

    @Test
    void redisBecomesAReplica(TestInfo test) {
        try (NodesUnderLoad fleet = start(test)) {
            // Of a primary that is not there, so that it keeps what it has.
            redis.ask("REPLICAOF", "127.0.0.1", "1");
            fleet.awaitDegraded();
            fleet.workFor(PART);
            redis.ask("REPLICAOF", "NO", "ONE");
            end(fleet);
        }
    }

    @Test
    void redisIsSlow(TestInfo test) {
        try (NodesUnderLoad fleet = start(test)) {
            proxies.forEach(proxy -> proxy.delay(Duration.ZERO, Duration.ofMillis(400)));
            fleet.awaitDegraded();
            fleet.workFor(PART);
            proxies.forEach(proxy -> proxy.delay(Duration.ZERO, Duration.ZERO));
            end(fleet);
        }
    }
}
