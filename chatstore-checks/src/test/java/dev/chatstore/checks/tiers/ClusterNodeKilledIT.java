package dev.chatstore.checks.tiers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestDatabase;
import dev.chatstore.testkit.server.TestRedisCluster;
import dev.chatstore.testkit.server.TestServers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Three nodes on PostgreSQL and a Redis cluster, one primary of which is killed and restarted with its data. */
final class ClusterNodeKilledIT {
    @Test
    void theOtherNodesContinueAndNothingIsLostOrStale() {
        TestDatabase database = TestServers.shared(ServerKind.POSTGRES_18).newDatabase();
        try (TestRedisCluster cluster = RedisServers.startCluster("--cluster-require-full-coverage", "no");
                ChatStorage truth = ChatStorage.open(database.url())) {
            Map<String, String> settings = new HashMap<>(TierFaultsIT.SETTINGS);
            settings.put("cache.url", cluster.url());
            try (LocalNode one = new LocalNode(database.url(), settings);
                    LocalNode two = new LocalNode(database.url(), settings);
                    RemoteNode three = RemoteNode.start(database.url(), settings);
                    NodesUnderLoad load = NodesUnderLoad.start("aClusterNodeIsKilled", List.of(one, two, three))) {
                cluster.nodes().get(1).kill();
                load.awaitDegraded();
                load.workFor(Duration.ofSeconds(1));
                cluster.nodes().get(1).start();
                cluster.awaitComplete();
                load.endAndCheck(truth.chats(), load.awaitUp());
                assertThat(load.checker().failedCalls).as("failed calls").hasValue(0);
            }
        }
    }
}
