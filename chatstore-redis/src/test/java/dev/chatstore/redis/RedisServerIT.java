package dev.chatstore.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.ChatStorageBuilder;
import dev.chatstore.api.Append;
import dev.chatstore.api.AppendRefusal;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Storage;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.redis.client.RedisConnections;
import dev.chatstore.redis.client.RedisUrl;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.TestRedis;
import dev.chatstore.testkit.server.TestRedisCluster;
import dev.chatstore.testkit.server.TestRedisSentinel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;

/** Servers of all kinds: their durability, their logins, and which are refused as a store. */
class RedisServerIT {
    private static final ConversationId ID = ConversationId.of("a conversation");

    @ParameterizedTest
    @CsvSource({
        "yes, always,   true,  ''",
        "yes, everysec, false, about the last second",
        "yes, no,       false, what the operating system has not written",
        "no,  always,   false, all since the last snapshot"
    })
    void theDurabilityOfAServerIsRead(String appendOnly, String sync, boolean keeps, String loss) {
        try (TestRedis server = RedisServers.start("--appendonly", appendOnly, "--appendfsync", sync);
                UnifiedJedis client = RedisClient.create("127.0.0.1", server.port())) {
            RedisDurability durability = RedisDurability.of(client);
            assertThat(durability.appendOnly()).isEqualTo(appendOnly.equals("yes"));
            assertThat(durability.appendSync()).isEqualTo(sync);
            assertThat(durability.replicas()).isZero();
            assertThat(durability.keepsWhatItAcknowledged()).isEqualTo(keeps);
            assertThat(durability.loss()).startsWith(loss);
        }
    }

    @Test
    void ofAClusterTheWeakestNodeCounts() {
        try (TestRedisCluster cluster = RedisServers.startCluster();
                UnifiedJedis client = RedisConnections.open(
                        RedisUrl.of(ConnectionUrl.parse(cluster.url()), new Settings(Map.of())),
                        new Settings(Map.of()))) {
            assertThat(RedisDurability.of(client).appendSync()).isEqualTo("always");
            cluster.nodes().get(1).ask("CONFIG", "SET", "appendfsync", "everysec");
            assertThat(RedisDurability.of(client).appendSync()).isEqualTo("everysec");
        }
    }

    @Test
    void aServerThatEvictsKeysIsRefused() {
        try (TestRedis server = RedisServers.start("--maxmemory-policy", "volatile-lru")) {
            assertThatThrownBy(() -> ChatStorage.open(server.url()))
                    .isInstanceOfSatisfying(
                            UnavailableException.class,
                            error -> assertThat(error.retryable()).isFalse())
                    .hasMessageContaining("maxmemory-policy is volatile-lru");
        }
    }

    @Test
    void oneNodeOfAClusterIsRefusedAsAStore() {
        TestRedis node = RedisServers.sharedCluster().nodes().get(0);
        assertThatThrownBy(() -> ChatStorage.open(node.url()))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("redis.mode");
        try (ChatStorage storage = ChatStorage.builder()
                .url(node.url())
                .set("redis.mode", "cluster")
                .set("redis.prefix", "by-one-node")
                .open()) {
            storage.chats().append(ID, NewMessage.user("one"));
            assertThat(storage.chats().recent(ID, 1)).hasSize(1);
        }
    }

    @Test
    void aPasswordIsReadFromTheUrlOrTheSettingsAndNeverShown() {
        try (TestRedis server = RedisServers.start("--requirepass", "top:s@cret")) {
            String bare = "redis://127.0.0.1:" + server.port();
            try (Storage stores = ChatStorage.open("redis://:top%3As%40cret@127.0.0.1:" + server.port())) {
                stores.chats().append(ID, NewMessage.user("one"));
            }
            try (Storage stores = ChatStorage.builder()
                    .url(bare)
                    .set("redis.password", "top:s@cret")
                    .open()) {
                assertThat(stores.chats().recent(ID, 1)).hasSize(1);
            }
            assertThatThrownBy(() -> ChatStorage.open(bare))
                    .isInstanceOfSatisfying(
                            UnavailableException.class,
                            error -> assertThat(error.retryable()).isFalse())
                    .hasMessageContaining("requires a login");
            assertThatThrownBy(() -> ChatStorage.open("redis://:wrongword@127.0.0.1:" + server.port()))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageNotContaining("wrongword");
        }
    }

    @Test
    void aMissingDatabaseIsReportedAndNotRetried() {
        assertThatThrownBy(() -> ChatStorage.open(RedisServers.shared().url() + "/99"))
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        error -> assertThat(error.retryable()).isFalse())
                .hasMessageContaining("database in the URL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//:hunter2@%s",
                "//bob:hunter2@%s",
                "//hunter2@%s",
                "//bob%%3Ahunter2@%s",
                "//%s?password=hunter2",
                "//%s/0;password=hunter2",
                "//(host=127.0.0.1,password=hunter2)"
            })
    void aPasswordIsInNoErrorWhateverTheUrl(String form) {
        try (TestRedis server = RedisServers.start("--requirepass", "secret")) {
            String place = form.formatted("127.0.0.1:" + server.port());
            assertHidden(ChatStorage.builder().url("redis:" + place));
            assertHidden(ChatStorage.builder()
                    .url("rediss:" + place)
                    .settings(Map.of("redis.timeout", "0ms", "redis.socket-timeout", "100ms")));
        }
    }

    private static void assertHidden(ChatStorageBuilder builder) {
        assertThatThrownBy(builder::open)
                .isInstanceOf(ChatStoreException.class)
                .satisfies(error -> assertThat(Throwables.getStackTrace(error)).doesNotContain("hunter2"));
    }

    @Test
    void aUserMayBeAllowedTheKeysOfThePrefixOnly() {
        try (TestRedis server = RedisServers.start()) {
            server.ask("ACL", "SETUSER", "bot", "on", ">secret", "~chatstore:*", "+@all", "-@dangerous", "+info");
            String url = "redis://bot:secret@127.0.0.1:" + server.port();
            try (Storage stores = ChatStorage.open(url)) {
                stores.chats().append(ID, NewMessage.user("one"));
                assertThat(stores.chats().recent(ID, 1)).hasSize(1);
            }
            assertThatThrownBy(() -> {
                        try (Storage stores = ChatStorage.builder()
                                .url(url)
                                .set("redis.prefix", "another")
                                .open()) {
                            stores.chats().append(ID, NewMessage.user("one"));
                        }
                    })
                    .isInstanceOfSatisfying(
                            UnavailableException.class,
                            error -> assertThat(error.retryable()).isFalse())
                    .hasMessageContaining("NOPERM");
        }
    }

    @Test
    void theCallersOwnClientStaysOpen() {
        try (TestRedis server = RedisServers.start();
                UnifiedJedis client = RedisClient.create("127.0.0.1", server.port())) {
            try (Storage stores = ChatStorage.builder()
                    .url("redis:")
                    .backend(new RedisBackendProvider(client))
                    .open()) {
                stores.chats().append(ID, NewMessage.user("one"));
            }
            assertThat(client.ping()).isEqualTo("PONG");
        }
    }

    @Test
    void anUnreachableServerIsARetryableError() {
        TestRedis server = RedisServers.start();
        server.close();
        assertThatThrownBy(() -> ChatStorage.builder()
                        .url(server.url())
                        .set("redis.retries", "1")
                        .open())
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        error -> assertThat(error.retryable()).isTrue());
    }

    /** Each of many would wait as long as one. */
    @Test
    void manyAppendsToAServerThatStandsStillAreRefusedTogether() {
        try (TestRedis server = RedisServers.start();
                Storage stores = ChatStorage.builder()
                        .url(server.url())
                        .settings(Map.of("redis.socket-timeout", "200ms", "redis.timeout", "1s"))
                        .open()) {
            List<Append> appends = IntStream.range(0, 200)
                    .mapToObj(i -> Append.of(ConversationId.of("c" + i), NewMessage.user("one")))
                    .toList();
            stores.chats().appendAll(appends);
            server.pause();
            long start = System.nanoTime();
            assertThat(stores.chats().appendAll(appends))
                    .allSatisfy(outcome -> assertThat(outcome)
                            .isInstanceOfSatisfying(
                                    AppendRefusal.class,
                                    refusal -> assertThat(refusal.reason())
                                            .isInstanceOfSatisfying(
                                                    UnavailableException.class,
                                                    e -> assertThat(e.outcomeUnknown())
                                                            .isTrue())));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
            server.resume();
            assertThat(stores.chats().appendAll(appends)).noneMatch(AppendRefusal.class::isInstance);
        }
    }

    @Test
    void aLoginRefusedByANodeOfAClusterIsReportedAsSuch() {
        try (TestRedisCluster cluster = RedisServers.startCluster("--requirepass", "secret")) {
            try (ChatStorage storage = ChatStorage.open(cluster.url())) {
                storage.chats().append(ID, NewMessage.user("one"));
            }
            assertThat(RedisDurability.at(cluster.url(), Map.of()).keepsWhatItAcknowledged())
                    .isTrue();
            assertThatThrownBy(() -> ChatStorage.open(cluster.url().replace("secret", "wrongword")))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("was refused by Redis at")
                    .hasMessageNotContaining("wrongword");
        }
    }

    @Test
    void aPrefixThatWouldMoveKeysToOtherSlotsIsRefused() {
        assertThatThrownBy(() -> ChatStorage.builder()
                        .url("redis://127.0.0.1")
                        .set("redis.prefix", "{a}")
                        .open())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("redis.prefix");
    }

    @Test
    void aStoreContinuesOnTheReplicaThatSentinelsPromote() {
        try (TestRedisSentinel redis = RedisServers.startSentinel();
                Storage stores = ChatStorage.builder()
                        .url(redis.url())
                        .set("redis.sentinel-master", TestRedisSentinel.MASTER)
                        .set("redis.retries", "1000")
                        .open()) {
            stores.chats().append(ID, NewMessage.user("one").withId("1"));
            redis.awaitReplica();
            redis.primary().kill();
            stores.chats().append(ID, NewMessage.user("two").withId("2"));
            assertThat(stores.chats().recent(ID, 10))
                    .extracting(message -> message.text())
                    .containsExactly("one", "two");
            assertThat(redis.replica().info("replication", "role")).isEqualTo("master");
        }
    }
}
