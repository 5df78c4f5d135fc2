package dev.chatstore.redis.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Append;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionStore;
import dev.chatstore.api.Storage;
import dev.chatstore.api.contents.ContentEstimate;
import dev.chatstore.api.contents.ContentQuery;
import dev.chatstore.api.contents.Contents;
import dev.chatstore.api.contents.Figure;
import dev.chatstore.api.spi.ContentReader;
import dev.chatstore.redis.RedisStores;
import dev.chatstore.redis.client.KeyFamily;
import dev.chatstore.redis.client.Keys;
import dev.chatstore.testkit.MutableClock;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.TestRedis;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.RedisClient;

/**
 * The estimate by a sample of keys, next to another store and other tests' keys on the same servers. Of 400 conversations
 * among a few thousand keys, a hundred or more are in the sample, so that an error of a half is five standard deviations.
 */
class RedisEstimateIT {
    private static final int CONVERSATIONS = 400;
    private static final int EACH = 5;
    private static final int SESSIONS = 400;
    private static final int DELETED = 100;
    private static final String TEXT = "some words ".repeat(20);

    private final MutableClock clock = MutableClock.at(Instant.parse("2026-03-01T12:00:00Z"));

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anEstimateIsNearTheTruthAndCountsNeitherAnotherStoreNorWhatIsGone(boolean onACluster) {
        RedisStores own = stores(onACluster, "estimate");
        RedisStores other = stores(onACluster, "estimate-other");
        own.clear();
        other.clear();
        try (Storage storage = own.open(clock, Map.of("sessions.ttl", "10m"));
                Storage another = other.open(clock, Map.of())) {
            fill(storage);
            fill(another);
            IntStream.range(0, DELETED)
                    .forEach(i -> storage.chats().delete(ConversationId.of("tenant " + i % 2, "c" + i)));
            ContentEstimate estimate = Contents.of(storage).orElseThrow().estimate();
            assertNear(estimate.conversations(), CONVERSATIONS - DELETED);
            assertNear(estimate.messages(), (long) (CONVERSATIONS - DELETED) * EACH);
            assertNear(estimate.tokens(), (long) (CONVERSATIONS - DELETED) * EACH * 3);
            assertNear(estimate.sessions(), SESSIONS);
            assertThat(estimate.storageBytes()).isNotNull();
            assertThat(estimate.storageBytes().value())
                    .isGreaterThan((long) (CONVERSATIONS - DELETED) * EACH * TEXT.length() / 2);
            clock.advance(Duration.ofMinutes(10));
            assertThat(Contents.of(storage).orElseThrow().estimate().sessions()).isEqualTo(new Figure(0, false));
        } finally {
            own.clear();
            other.clear();
        }
    }

    @Test
    void whatAnotherProgramOrACacheHasWrittenIsPassedOver() {
        RedisStores own = RedisStores.onOneNode("estimate-foreign");
        own.clear();
        Keys keys = new Keys("estimate-foreign");
        try (Storage storage = own.open(clock, Map.of());
                RedisClient client =
                        RedisClient.create("127.0.0.1", RedisServers.shared().port())) {
            fill(storage);
            byte[] window = new byte[100_000];
            for (int i = 0; i < CONVERSATIONS; i++) {
                ConversationId id = ConversationId.of("foreign " + i);
                client.set(keys.of(KeyFamily.HEAD, id), new byte[] {7});
                client.rpush(keys.of(new SessionId("default", "default", "foreign " + i)), new byte[] {7});
                client.set(keys.of(KeyFamily.WINDOW, id), window);
            }
            ContentEstimate estimate = Contents.of(storage).orElseThrow().estimate();
            assertNear(estimate.conversations(), CONVERSATIONS);
            assertNear(estimate.sessions(), SESSIONS);
            assertThat(estimate.storageBytes()).isNotNull();
            assertThat(estimate.storageBytes().value()).isLessThan((long) CONVERSATIONS * window.length / 4);
        } finally {
            own.clear();
        }
    }

    @Test
    void whatAUserMayNotAskIsUnknown() {
        try (TestRedis server = RedisServers.start()) {
            server.ask("ACL", "SETUSER", "bot", "on", ">secret", "~chatstore:*", "+@all", "-@dangerous", "+info");
            try (ChatStorage storage = ChatStorage.open(server.url().replace("redis://", "redis://bot:secret@"))) {
                fill(storage);
                assertThat(storage.contents().estimate().asMap()).doesNotContainValue(null);
                server.ask("ACL", "SETUSER", "bot", "-memory");
                ContentEstimate estimate = storage.contents().estimate();
                assertThat(estimate.storageBytes()).isNull();
                assertNear(estimate.conversations(), CONVERSATIONS);
                server.ask("ACL", "SETUSER", "bot", "-hmget");
                assertThat(storage.contents().estimate()).isEqualTo(ContentEstimate.UNKNOWN);
                server.ask("ACL", "SETUSER", "bot", "+hmget", "-randomkey");
                assertThat(storage.contents().estimate()).isEqualTo(ContentEstimate.UNKNOWN);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theTenantsAreSearchedOnTheFirstStepOnEachPrimary(boolean onACluster) {
        RedisStores own = stores(onACluster, "estimate-tenants");
        own.clear();
        try (Storage storage = own.open(clock, Map.of())) {
            Iterator<String> found = Contents.of(storage).orElseThrow().tenants();
            IntStream.range(0, 50)
                    .forEach(i -> storage.chats().append(ConversationId.of("t" + i, "c"), NewMessage.user("one")));
            storage.sessions(Integer.class).getOrCreate(SessionKey.of("s", "s"), () -> 1);
            List<String> tenants = new ArrayList<>();
            found.forEachRemaining(tenants::add);
            assertThat(tenants).hasSize(51).contains("s", "t0", "t49").isSorted();
        } finally {
            own.clear();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sessionsAreCountedInPartsAndEachOnce(boolean onACluster) {
        int many = ContentReader.SESSIONS_PER_READ + 5;
        RedisStores own = stores(onACluster, "estimate-parts");
        own.clear();
        try (Storage storage = own.open(clock, Map.of())) {
            SessionStore<Integer> sessions = storage.sessions(Integer.class);
            IntStream.range(0, many).forEach(i -> sessions.getOrCreate(SessionKey.of("s" + i), () -> i));
            // A second entry for each of some sessions, and the deleted ones leave theirs.
            IntStream.range(0, 50).forEach(i -> sessions.delete(SessionKey.of("s" + i)));
            IntStream.range(25, 50).forEach(i -> sessions.getOrCreate(SessionKey.of("s" + i), () -> i));
            IntStream.range(50, 100)
                    .forEach(i -> sessions.assigningOwner("kari").update(SessionKey.of("s" + i), state -> state + 1));
            Contents contents = Contents.of(storage).orElseThrow();
            assertThat(contents.count(ContentQuery.ofTenant("default")).sessions())
                    .isEqualTo(many - 25);
            assertThat(contents.count(ContentQuery.ofOwner("kari")).sessions()).isEqualTo(50);
        } finally {
            own.clear();
        }
    }

    private static RedisStores stores(boolean onACluster, String prefix) {
        return onACluster ? RedisStores.onACluster(prefix) : RedisStores.onOneNode(prefix);
    }

    private static void assertNear(@Nullable Figure figure, long truth) {
        assertThat(figure).isNotNull();
        assertThat(figure.exact()).isFalse();
        assertThat(figure.value()).isBetween(truth / 2, truth * 3 / 2);
    }

    private static void fill(Storage storage) {
        List<NewMessage> messages = IntStream.range(0, EACH)
                .mapToObj(i -> NewMessage.user(TEXT).withTokens(3))
                .toList();
        storage.chats()
                .appendAll(IntStream.range(0, CONVERSATIONS)
                        .mapToObj(i -> Append.of(ConversationId.of("tenant " + i % 2, "c" + i), messages))
                        .toList());
        IntStream.range(0, SESSIONS)
                .forEach(i -> storage.sessions(Integer.class)
                        .getOrCreate(SessionKey.of("tenant " + i % 2, "s" + i), () -> i));
    }
}
