package dev.chatstore.redis.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Append;
import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.ConversationQuery.Order;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Page;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Storage;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.redis.store.form.ListEntry;
import dev.chatstore.testkit.MutableClock;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.TestRedis;
import java.nio.charset.StandardCharsets;
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
    private static final ConversationQuery ACTIVE = ALL.withOrder(Order.LAST_ACTIVITY);
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final TestRedis server = RedisServers.shared();
    private final MutableClock clock = MutableClock.at(START);
    private final SplittableRandom random = new SplittableRandom(1);
    private final Storage stores = ChatStorage.builder()
            .url(server.url())
            .clock(clock)
            .expiryClock(clock)
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
            assertThat(activeEntries()).isEqualTo(1);
            assertThat(owned("Kari")).isEqualTo(1);
            assertThat(owned("Ola")).isZero();
            stores.chats().delete(id);
            assertThat(entries()).isZero();
            assertThat(activeEntries()).isZero();
            assertThat(owned("Kari")).isZero();
        }
    }

    @Test
    void anAppendOfANewDayLeavesTheEntryOfTheDayBeforeAndNoOlderOne() {
        ConversationId id = ConversationId.of("there");
        for (int day = 0; day < 4; day++) {
            stores.chats().append(id, NewMessage.user("one"));
            stores.chats().append(id, NewMessage.user("two"));
            assertThat(activeEntries()).isEqualTo(Math.min(day + 1, 2));
            clock.advance(Duration.ofDays(1));
        }
        assertThat(names(ACTIVE)).containsExactly("there");
        assertThat(activeEntries()).isEqualTo(1);
        stores.chats().append(id, NewMessage.user("five days"));
        stores.chats().delete(id);
        assertThat(activeEntries()).isZero();
    }

    @Test
    void anEntryOfADayWhoseAppendWasNeverMadeChangesNoOrder() {
        stores.chats().append(ConversationId.of("quiet"), NewMessage.user("one"));
        clock.advance(Duration.ofMillis(1));
        stores.chats().append(ConversationId.of("active"), NewMessage.user("one"));
        clock.advance(Duration.ofDays(1));
        leaveActive("quiet");
        leaveActive("never made");

        assertThat(names(ACTIVE)).containsExactly("active", "quiet");
        assertThat(names(ACTIVE.withLimit(1))).containsExactly("active");
        assertThat(activeEntries()).isEqualTo(4);
        clock.advance(Duration.ofHours(1).plusMillis(1));
        assertThat(names(ACTIVE)).containsExactly("active", "quiet");
        assertThat(activeEntries()).isEqualTo(2);
    }

    @Test
    void aConversationThatMovesToAnotherDayWhileAPageIsReadIsFoundUnderItsFormerDay() {
        stores.chats().append(ConversationId.of("moves"), NewMessage.user("one"));
        clock.advance(Duration.ofDays(1));
        stores.chats().append(ConversationId.of("moves"), NewMessage.user("two"));
        // Without its entry of the new day, the list is as a reader found it that read that day before.
        server.ask("ZREMRANGEBYRANK", PREFIX + ":a:{default}", "1", "1");
        assertThat(activeEntries()).isEqualTo(1);
        assertThat(names(ACTIVE)).containsExactly("moves");
    }

    @Test
    void aClockThatIsBehindMovesAConversationBackToItsDay() {
        ConversationId id = ConversationId.of("there");
        stores.chats().append(id, NewMessage.user("one"));
        clock.advance(Duration.ofMillis(1));
        stores.chats().append(ConversationId.of("another"), NewMessage.user("one"));
        clock.set(START.minus(Duration.ofDays(1)));
        stores.chats().append(id, NewMessage.user("behind"));
        assertThat(names(ACTIVE)).containsExactly("another", "there");
        assertThat(stores.chats().list(ACTIVE).items().get(1).lastActivity()).isEqualTo(clock.instant());
        Page<Conversation> first = stores.chats().list(ACTIVE.withLimit(1));
        assertThat(names(ACTIVE.withLimit(1).from(first.next()))).containsExactly("there");
    }

    @Test
    void anAppendThatDoesNotCreateTheConversationLeavesNoEntryOfItsProfile() {
        ConversationId id = ConversationId.of("there");
        List<AppendOutcome> outcomes = stores.chats()
                .appendAll(List.of(
                        append(id, "Kari").expecting(7),
                        append(id, "Ola"),
                        append(id, "Per"),
                        append(id, "Kari").expecting(0)));
        assertThat(outcomes.get(1).receipt().version()).isEqualTo(1);
        assertThat(outcomes.get(2).receipt().version()).isEqualTo(2);
        assertThat(stores.chats().find(id).orElseThrow().profile().owner()).isEqualTo("Ola");
        assertThat(entries()).isEqualTo(1);
        assertThat(activeEntries()).isEqualTo(1);
        assertThat(owned("Ola")).isEqualTo(1);
        assertThat(owned("Kari")).isZero();
        assertThat(owned("Per")).isZero();
    }

    private static Append append(ConversationId id, String owner) {
        return Append.of(id, NewMessage.user("by " + owner)).withProfile(Profile.EMPTY.withOwner(owner));
    }

    /** Leaves the entry of a process that died right before the first append of a day. */
    private void leaveActive(String value) {
        long now = Micros.of(clock.instant());
        ListEntry entry = new ListEntry(ListEntry.day(now), value, ListEntry.nonce(now, random));
        server.ask("ZADD", PREFIX + ":a:{default}", "0", new String(entry.bytes(), StandardCharsets.UTF_8));
    }

    private long activeEntries() {
        return Long.parseLong((String) server.ask("ZCARD", PREFIX + ":a:{default}"));
    }

    /** Leaves the entry of a process that died right before it created the conversation. */
    private void leave(String value) {
        long now = Micros.of(clock.instant());
        String member =
                new String(new ListEntry(now, value, ListEntry.nonce(now, random)).bytes(), StandardCharsets.UTF_8);
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
