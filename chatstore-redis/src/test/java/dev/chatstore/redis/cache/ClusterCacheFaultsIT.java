package dev.chatstore.redis.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatstore.api.Change;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Profile;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.ConversationCache;
import dev.chatstore.api.spi.ConversationWindow;
import dev.chatstore.api.spi.SharedCache;
import dev.chatstore.redis.RedisCaches;
import dev.chatstore.redis.feed.FeedContract;
import dev.chatstore.redis.feed.FeedLog;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.TestRedis;
import dev.chatstore.testkit.server.TestRedisCluster;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.util.JedisClusterCRC16;

/** The cache and the feed on a cluster of which a node is killed, and a slot moved. */
final class ClusterCacheFaultsIT {
    private static final Map<String, String> SETTINGS = Map.of(
            "redis.connection-timeout", "500ms",
            "redis.socket-timeout", "500ms",
            "redis.cache-lease", "30s",
            "redis.feed-heartbeat", "100ms");

    private final TestRedisCluster cluster = RedisServers.startCluster("--cluster-require-full-coverage", "no");
    private final SharedCache one = open();
    private final SharedCache two = open();
    private final List<ConversationId> ids =
            IntStream.range(0, 30).mapToObj(i -> ConversationId.of("c" + i)).toList();

    private SharedCache open() {
        return RedisCaches.at(cluster.url(), cluster.nodes().get(0), "cluster").open(SETTINGS);
    }

    @AfterEach
    void end() {
        one.close();
        two.close();
        cluster.close();
    }

    @Test
    void aNodeThatIsKilledTakesItsOwnWithItAndNoOthers() {
        ids.forEach(this::fill);
        TestRedis node = cluster.nodes().get(1);
        node.kill();
        long found = ids.stream().filter(this::isFound).count();
        assertThat(found).isBetween(10L, 29L);
        node.startEmpty();
        // It has lost its identity and its data.
        assertThat(ids.stream().filter(this::isFound).count()).isEqualTo(found);
    }

    @Test
    void theFeedContinuesOnceAKilledNodeIsBack() {
        FeedLog log = new FeedLog();
        one.feed().receive(log);
        log.await("to hear", any -> one.feed().isHearing());
        long gaps = log.gaps();
        TestRedis node = nodeOf("cluster:feed:{0}");
        node.kill();
        log.await("silence", any -> !one.feed().isHearing());
        node.start();
        cluster.awaitComplete();
        log.await("to hear again", told -> told.gaps() > gaps && one.feed().isHearing());
        log.await("all", any -> sendAll(two));
        log.await(
                "a change of each",
                told -> ids.stream()
                        .allMatch(id -> told.changes().stream()
                                .anyMatch(change -> change.conversation().equals(id))));
    }

    @Test
    void aChannelWhoseSlotMovesIsFollowed() {
        FeedLog log = new FeedLog();
        one.feed().receive(log);
        log.await("to hear", any -> one.feed().isHearing());
        long gaps = log.gaps();
        String slot = Integer.toString(JedisClusterCRC16.getSlot("cluster:feed:{0}"));
        TestRedis from = nodeOf("cluster:feed:{0}");
        TestRedis to = cluster.nodes().stream()
                .filter(node -> node != from)
                .findFirst()
                .orElseThrow();
        String id = (String) to.ask("CLUSTER", "MYID");
        to.ask("CLUSTER", "SETSLOT", slot, "NODE", id);
        cluster.nodes().forEach(node -> node.ask("CLUSTER", "SETSLOT", slot, "NODE", id));
        log.await("to hear again", told -> told.gaps() > gaps && one.feed().isHearing());
        log.await("all", any -> sendAll(two));
        log.await(
                "a change of each",
                told -> ids.stream()
                        .allMatch(other -> told.changes().stream()
                                .anyMatch(change -> change.conversation().equals(other))));
    }

    @Test
    void windowsWhoseSlotsMoveAreFollowed() {
        TestRedis to = cluster.nodes().get(2);
        String id = (String) to.ask("CLUSTER", "MYID");
        one.conversations().find(ids.get(0));
        for (ConversationId conversation : ids) {
            String slot =
                    Integer.toString(JedisClusterCRC16.getSlot("cluster:w:{default:" + conversation.value() + "}"));
            to.ask("CLUSTER", "SETSLOT", slot, "NODE", id);
            cluster.nodes().forEach(node -> {
                String key = "cluster:w:{default:" + conversation.value() + "}";
                if (node != to && "1".equals(node.ask("CLUSTER", "COUNTKEYSINSLOT", slot))) {
                    node.ask("DEL", key);
                }
                node.ask("CLUSTER", "SETSLOT", slot, "NODE", id);
            });
        }
        one.conversations().apply(ids.stream().map(ClusterCacheFaultsIT::said).toList());
        ids.forEach(this::fill);
        assertThat(ids).allMatch(this::isFound);
    }

    private TestRedis nodeOf(String key) {
        int slot = JedisClusterCRC16.getSlot(key);
        return cluster.nodes().stream()
                .filter(node -> owns(node, slot))
                .findFirst()
                .orElseThrow();
    }

    private static boolean owns(TestRedis node, int slot) {
        for (String line : String.valueOf(node.ask("CLUSTER", "NODES")).split("\n")) {
            if (line.contains("myself")) {
                for (String range : line.split(" connected ")[1].split(" ")) {
                    String[] ends = range.trim().split("-");
                    if (slot >= Integer.parseInt(ends[0]) && slot <= Integer.parseInt(ends[ends.length - 1])) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean sendAll(SharedCache from) {
        try {
            from.feed().publish(ids.stream().map(ClusterCacheFaultsIT::said).toList());
            return true;
        } catch (UnavailableException e) {
            return false;
        }
    }

    private void fill(ConversationId id) {
        ConversationCache cache = one.conversations();
        Conversation head = new Conversation(
                id, 1, 0, 0, 0, Profile.EMPTY, false, FeedContract.TIME, FeedContract.TIME, FeedContract.TIME);
        assertThat(cache.fill(cache.ticket(id), new ConversationWindow(id, head, List.of())))
                .isTrue();
    }

    private boolean isFound(ConversationId id) {
        UnavailableException failure = catchThrowableOfType(
                UnavailableException.class,
                () -> assertThat(one.conversations().find(id).window()).isNotNull());
        assertThat(failure == null || failure.retryable()).isTrue();
        return failure == null;
    }

    private static Change said(ConversationId id) {
        return FeedContract.said(id.value(), 1, "text");
    }
}
