package dev.chatstore.redis.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Storage;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.testkit.MutableClock;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.TestRedis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Entries of lists that no conversation names, which processes leave when they die. */
class RedisListsIT {
    private static final String PREFIX = "lists";
    private static final ConversationQuery ALL = ConversationQuery.ofTenant(ConversationId.DEFAULT_TENANT);
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final TestRedis server = RedisServers.shared();
    private final MutableClock clock = MutableClock.at(START);
    private final SplittableRandom random = new SplittableRandom(1);
    private final Storage stores = ChatStorage.builder()
            .url(server.url())
            .clock(clock)
            .set("redis.prefix", PREFIX)
            .open();

    @BeforeEach
    void clear() {
        server.clear(PREFIX);
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void anEntryWithoutAConversationIsSkipped() {
        stores.chats().append(ConversationId.of("there"), NewMessage.user("one"));
        IntStream.range(0, 7).forEach(i -> leave("never made " + i));

        assertThat(names(ALL.withLimit(1))).containsExactly("there");
        assertThat(entries()).isEqualTo(8);
    }

    @Test
    void aSecondEntryOfAConversationIsPassedOver() {
        stores.chats().append(ConversationId.of("there"), NewMessage.user("one"));
        leave("there");

        assertThat(names(ALL)).containsExactly("there");
    }

    @Test
    void anEntryOlderThanAnyWriteIsRemoved() {
        stores.chats().append(ConversationId.of("there"), NewMessage.user("one"));
        leave("never made");
        clock.advance(Duration.ofHours(1));
        leave("perhaps about to be made");
        clock.advance(Duration.ofMillis(1));

        assertThat(names(ALL)).containsExactly("there");
        assertThat(entries()).isEqualTo(2);
    }

    @Test
    void noEntryRemainsWithoutAKilledProcess() {
        ConversationId id = ConversationId.of("there");
        for (int i = 0; i < 3; i++) {
            stores.chats().open(id, Profile.EMPTY.withOwner("Kari"));
            stores.chats().open(id, Profile.EMPTY.withOwner("Ola"));
            stores.chats().patch(ConversationPatch.of(id).withOwner("Ola"));
            stores.chats().patch(ConversationPatch.of(id).withOwner("Kari"));
            assertThat(entries()).isEqualTo(1);
            assertThat(owned("Kari")).isEqualTo(1);
            assertThat(owned("Ola")).isZero();
            stores.chats().delete(id);
            assertThat(entries()).isZero();
            assertThat(owned("Kari")).isZero();
        }
    }

    /** Leaves the entry of a process that died right before it created the conversation. */
    private void leave(String value) {
        long now = Micros.of(clock.instant());
        String member = new String(
                new ListEntry(now, value, ListEntry.nonce(now, random)).bytes(),
                java.nio.charset.StandardCharsets.UTF_8);
        server.ask("ZADD", PREFIX + ":t:{default}", "0", member);
    }

    private long entries() {
        return Long.parseLong((String) server.ask("ZCARD", PREFIX + ":t:{default}"));
    }

    private long owned(String owner) {
        return Long.parseLong((String) server.ask("ZCARD", PREFIX + ":o:{default:" + owner + "}"));
    }

    private List<String> names(ConversationQuery query) {
        return stores.chats().list(query).items().stream()
                .map(conversation -> conversation.id().value())
                .toList();
    }
}
