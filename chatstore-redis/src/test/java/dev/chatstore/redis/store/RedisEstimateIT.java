package dev.chatstore.redis.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Append;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.Storage;
import dev.chatstore.api.contents.ContentEstimate;
import dev.chatstore.api.contents.Contents;
import dev.chatstore.api.contents.Figure;
import dev.chatstore.redis.RedisStores;
import dev.chatstore.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
