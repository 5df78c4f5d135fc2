package dev.chatstore.redis.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Append;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.ConversationQuery.Order;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionQuery;
import dev.chatstore.api.SessionStore;
import dev.chatstore.api.Slice;
import dev.chatstore.api.Storage;
import dev.chatstore.api.contents.ContentQuery;
import dev.chatstore.api.contents.Contents;
import dev.chatstore.testkit.MutableClock;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.TestRedis;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The number of commands that each operation sends and its script executes, as the server counts them. */
class RedisCostIT {
    private static final String PREFIX = "cost";
    private static final Set<String> SENT =
            Set.of("evalsha", "eval", "zadd", "zrem", "zrange", "hgetall", "hget", "hmget");
    private static final Duration DAY = Duration.ofDays(1);

    private final TestRedis server = RedisServers.shared();
    private final ConversationId id = ConversationId.of("a conversation");
    private final MutableClock clock = MutableClock.at(Instant.parse("2026-03-01T12:00:00Z"));
    private final Storage stores = ChatStorage.builder()
            .url(server.url())
            .clock(clock)
            .expiryClock(clock)
            .set("redis.prefix", PREFIX)
            .open();

    private record Counter(String text) {}

    @BeforeEach
    void clear() {
        server.clear(PREFIX);
        stores.chats().append(id, NewMessage.user("one").withId("1"), NewMessage.user("two"));
        // Every script is known by its digest from here on.
        everything();
        server.clear(PREFIX);
        stores.chats().append(id, NewMessage.user("one").withId("1"), NewMessage.user("two"));
    }

    @AfterEach
    void close() {
        stores.close();
    }

    private void everything() {
        stores.chats().open(ConversationId.of("opened"), Profile.EMPTY);
        stores.chats().patch(ConversationPatch.of(id).withTitle("a title"));
        stores.chats().edit(id, 1, MessageEdit.of("uno"));
        stores.chats().redact(id, 1);
        stores.chats().revisions(id, 1);
        stores.chats().find(id, "1");
        stores.chats().history(id, Slice.oldest(1));
        stores.chats().history(id, Slice.newest(1));
        stores.chats().history(id, Slice.pathTo(1, 1));
        stores.chats().history(id, Slice.repliesTo(1, 1));
        SessionStore<Counter> sessions = stores.sessions(Counter.class);
        SessionKey key = SessionKey.of("a session");
        sessions.getOrCreate(key, () -> new Counter("0"));
        sessions.update(key, () -> new Counter("0"), counter -> new Counter(counter.text() + "1"));
        sessions.find(key);
        sessions.delete(key);
        stores.chats().delete(id);
    }

    @Test
    void anAppendIsOneScriptAndTheFirstTwoMoreRoundTrips() {
        assertThat(sent(() -> stores.chats().append(id, NewMessage.user("three"))))
                .isEqualTo("evalsha=1");
        ConversationId fresh = ConversationId.of("fresh");
        assertThat(sent(() -> stores.chats().append(fresh, NewMessage.user("one"))))
                .as("two scripts, and the entries together between them")
                .isEqualTo("evalsha=2 zadd=2");
        ConversationId described = ConversationId.of("described");
        Append first = Append.of(described, NewMessage.user("one")).withProfile(Profile.EMPTY.withOwner("Kari"));
        assertThat(sent(() -> stores.chats().append(first))).isEqualTo("evalsha=2 zadd=3");
        assertThat(sent(() -> stores.chats().append(first))).isEqualTo("evalsha=1");
    }

    @Test
    void theFirstAppendOfADayIsTwoMoreRoundTripsAndNoOther() {
        clock.advance(DAY);
        assertThat(sent(() -> stores.chats().append(id, NewMessage.user("three"))))
                .isEqualTo("evalsha=2 zadd=1");
        assertThat(sent(() -> stores.chats().append(id, NewMessage.user("four"))))
                .isEqualTo("evalsha=1");
        clock.advance(DAY);
        assertThat(sent(() -> stores.chats().append(id, NewMessage.user("five"))))
                .as("the entry of the first day is removed with the entry that is added")
                .isEqualTo("evalsha=2 zadd=1 zrem=1");
        clock.advance(DAY);
        assertThat(sent(() -> stores.chats().edit(id, 1, MessageEdit.of("uno"))))
                .startsWith("evalsha=1");
    }

    @Test
    void aPageIsTwoRoundTripsInBothOrdersAndSoIsACount() {
        IntStream.range(0, 20).forEach(i -> stores.chats().append(ConversationId.of("c" + i), NewMessage.user("one")));
        ConversationQuery query =
                ConversationQuery.ofTenant(ConversationId.DEFAULT_TENANT).withLimit(30);
        assertThat(sent(() -> stores.chats().list(query))).isEqualTo("hgetall=21 zrange=1");
        assertThat(sent(() -> stores.chats().list(query.withOrder(Order.LAST_ACTIVITY))))
                .isEqualTo("hgetall=21 zrange=1");
        assertThat(sent(() -> stores.chats().count(query))).isEqualTo("hmget=21 zrange=1");
        stores.sessions(Counter.class).getOrCreate(SessionKey.of("a session"), () -> new Counter("0"));
        Contents contents = Contents.of(stores).orElseThrow();
        assertThat(sent(() -> contents.count(ContentQuery.ofTenant(ConversationId.DEFAULT_TENANT))))
                .as("the list of conversations and their heads, and the same of sessions")
                .isEqualTo("hmget=22 zrange=2");
    }

    @Test
    void aReadIsOneCommand() {
        assertThat(sent(() -> stores.chats().recent(id, 2))).startsWith("evalsha=1");
        assertThat(sent(() -> stores.chats().history(id, Slice.oldest(2)))).startsWith("evalsha=1");
        assertThat(sent(() -> stores.chats().find(id, "1"))).startsWith("evalsha=1");
        assertThat(sent(() -> stores.chats().history(id, Slice.pathToNewest(2))))
                .startsWith("evalsha=1");
        assertThat(sent(() -> stores.chats().history(id, Slice.repliesTo(1, 2))))
                .startsWith("evalsha=1");
        assertThat(sent(() -> stores.chats().find(id, 1))).isEqualTo("hget=1");
        assertThat(sent(() -> stores.chats().find(id))).isEqualTo("hgetall=1");
    }

    @Test
    void aChangeIsOneScript() {
        assertThat(sent(() -> stores.chats().edit(id, 1, MessageEdit.of("uno"))))
                .startsWith("evalsha=1");
        assertThat(sent(() -> stores.chats().edit(id, "1", MessageEdit.of("one").expecting(2))))
                .startsWith("evalsha=1");
        assertThat(sent(() -> stores.chats().redact(id, "1"))).startsWith("evalsha=1");
        assertThat(sent(() -> stores.chats().patch(ConversationPatch.of(id).withTitle("a title"))))
                .startsWith("evalsha=1");
        assertThat(sent(() -> stores.chats().delete(id))).startsWith("evalsha=1");
    }

    @Test
    void aSessionIsOneScriptUnlessItIsCreatedOrGetsAnotherOwner() {
        SessionStore<Counter> sessions = stores.sessions(Counter.class);
        SessionKey key = SessionKey.of("a session");
        assertThat(sent(() -> sessions.getOrCreate(SessionKey.of("without an owner"), () -> new Counter("0"))))
                .isEqualTo("evalsha=2 zadd=1");
        assertThat(sent(() -> sessions.assigningOwner("Kari").getOrCreate(key, () -> new Counter("0"))))
                .isEqualTo("evalsha=2 zadd=2");
        assertThat(sent(() -> sessions.getOrCreate(key, () -> new Counter("0"))))
                .isEqualTo("evalsha=1");
        assertThat(sent(() -> sessions.save(key, new Counter("1"), 1))).isEqualTo("evalsha=1");
        assertThat(sent(() -> sessions.assigningOwner("Kari").save(key, new Counter("2"), 2)))
                .isEqualTo("evalsha=1");
        assertThat(sent(() -> sessions.update(key, counter -> new Counter("3"))))
                .isEqualTo("evalsha=2");
        assertThat(sent(() -> sessions.touch(key))).isEqualTo("evalsha=1");
        assertThat(sent(() -> sessions.find(key))).isEqualTo("evalsha=1");
        assertThat(sent(() -> sessions.assigningOwner("Ola").save(key, new Counter("4"), 4)))
                .isEqualTo("evalsha=2 zadd=2 zrem=2");
        assertThat(sent(() -> sessions.list(SessionQuery.ofOwner("Ola")))).isEqualTo("hgetall=1 zrange=1");
        assertThat(sent(() -> sessions.count(SessionQuery.ofOwner("Ola")))).isEqualTo("hmget=1 zrange=1");
        assertThat(sent(() -> sessions.delete(key))).isEqualTo("evalsha=1 zrem=2");
    }

    /** The commands of an append do not depend on the length of the conversation. */
    @Test
    void anAppendExecutesTheSameAfterThousandsOfMessages() {
        String before = executed(
                () -> stores.chats().append(id, NewMessage.user("three").withId("3")));
        stores.chats().append(Append.of(id, Collections.nCopies(10_000, NewMessage.user("again and again"))));
        assertThat(executed(
                        () -> stores.chats().append(id, NewMessage.user("four").withId("4"))))
                .isEqualTo(before);
    }

    /** Returns the commands that the work sends, and how often; what a script executes of these is counted as well. */
    private String sent(Runnable work) {
        Set<String> counts = new TreeSet<>();
        for (String count : executed(work).split(" ")) {
            if (SENT.contains(count.substring(0, count.indexOf('=')))) {
                counts.add(count);
            }
        }
        counts.removeIf(count -> count.startsWith("h") && counts.stream().anyMatch(other -> other.startsWith("eval")));
        return String.join(" ", counts);
    }

    private String executed(Runnable work) {
        server.ask("CONFIG", "RESETSTAT");
        work.run();
        Set<String> counts = new TreeSet<>();
        for (String line : String.valueOf(server.ask("INFO", "commandstats")).split("\r?\n")) {
            if (line.startsWith("cmdstat_") && !line.startsWith("cmdstat_config") && !line.startsWith("cmdstat_info")) {
                counts.add(line.replaceAll("cmdstat_([a-z|]+):calls=(\\d+),.*", "$1=$2"));
            }
        }
        return String.join(" ", counts);
    }
}
