package dev.chatstore.core.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionStore;
import dev.chatstore.api.spi.SessionWrite;
import dev.chatstore.core.operations.CacheStatistics;
import dev.chatstore.core.operations.Health;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The operations and the statistics of the caches. */
class CachesTest {
    private final Nodes nodes = new Nodes();
    private final ConversationId id = ConversationId.of("kari");

    @AfterEach
    void closeNodes() {
        nodes.close();
    }

    @Test
    void warmConversationsAreReadWithoutACall() {
        List<ConversationId> ids = IntStream.range(0, 10)
                .mapToObj(i -> ConversationId.of("conversation " + i))
                .toList();
        ids.forEach(any -> say(nodes.truth(), any, "hello"));
        ChatStorage storage = nodes.both();
        assertThat(storage.caches().warm(ids)).isEqualTo(10);
        assertThat(nodes.calls(() -> ids.forEach(any -> storage.chats().recent(any, 5))))
                .isZero();
        assertThat(nodes.calls(() -> storage.caches().warm(ids))).isZero();
    }

    @Test
    void anEvictedConversationIsReadFromTheTiersBehind() {
        ChatStorage alone = nodes.alone();
        say(alone.chats(), id, "one");
        alone.chats().recent(id, 5);
        alone.caches().evict(id);
        assertThat(nodes.calls(() -> alone.chats().recent(id, 5))).isEqualTo(2);

        ChatStorage both = nodes.both();
        both.chats().recent(id, 5);
        nodes.pass(Duration.ofSeconds(1));
        nodes.sharing().caches().warm(List.of(id));
        both.caches().evictAll();
        assertThat(both.caches().statistics().process().entries()).isZero();
        assertThat(both.chats().recent(id, 5)).isEqualTo(nodes.truthOf(id));
    }

    @Test
    void anInvalidatedConversationIsReadFromTheDurableStore() {
        for (ChatStorage storage : List.of(nodes.both(), nodes.alone(), nodes.sharing())) {
            ChatStore chats = storage.chats();
            chats.recent(id, 5);
            say(nodes.truth(), id, "by other means");
            storage.caches().invalidate(id);
            assertThat(chats.recent(id, 5)).isEqualTo(nodes.truthOf(id));
        }
    }

    @Test
    void anInvalidatedSessionIsReadFromTheDurableStore() {
        SessionKey key = SessionKey.of("kari");
        SessionId sessionId = SessionId.of("default", key);
        for (ChatStorage storage : List.of(nodes.both(), nodes.alone(), nodes.sharing())) {
            SessionStore<String> texts = storage.sessions(String.class);
            texts.getOrCreate(key, () -> "first");
            long version =
                    nodes.durable.sessions().find(sessionId).orElseThrow().version();
            nodes.durable
                    .sessions()
                    .compareAndSet(sessionId, version, new SessionWrite("\"by other means\"", null, null));
            storage.caches().invalidate(sessionId);
            assertThat(texts.find(key))
                    .get()
                    .extracting(session -> session.state())
                    .isEqualTo("by other means");
            texts.delete(key);
        }
    }

    @Test
    void theNewestConversationsAreWarmedInTheBackground() {
        for (int i = 0; i < 30; i++) {
            say(nodes.truth(), ConversationId.of("conversation " + i), "hello");
            nodes.clock.advance(Duration.ofSeconds(1));
        }
        ChatStorage storage = nodes.open(Map.of("cache.bytes", "16MiB", "cache.warm", "7"));
        Await.within(
                Duration.ofSeconds(20),
                () -> storage.caches().statistics().process().entries() == 7);
        assertThat(nodes.calls(() -> {
                    for (int i = 23; i < 30; i++) {
                        storage.chats().recent(ConversationId.of("conversation " + i), 5);
                    }
                }))
                .isZero();
    }

    @Test
    void hitsAndMissesAreCounted() {
        ChatStorage here = nodes.both();
        ChatStorage there = nodes.both();
        say(nodes.truth(), id, "one");
        here.chats().recent(id, 5);
        here.chats().recent(id, 5);
        here.chats().find(id);
        there.chats().recent(id, 5);

        CacheStatistics first = here.caches().statistics();
        assertThat(first.process().hits()).isEqualTo(2);
        assertThat(first.process().misses()).isEqualTo(1);
        assertThat(first.process().hitRatio()).isEqualTo(2 / 3.0);
        assertThat(first.process().entries()).isEqualTo(1);
        assertThat(first.process().bytes()).isPositive();
        assertThat(first.shared().misses()).isEqualTo(1);
        assertThat(first.loads().checks()).isEqualTo(1);
        assertThat(first.loads().loads()).isEqualTo(1);
        CacheStatistics second = there.caches().statistics();
        assertThat(second.shared().hits()).isEqualTo(1);
        assertThat(second.loads().loads()).isZero();
    }

    @Test
    void dropsAndGapsAreCounted() {
        ChatStorage here = nodes.both();
        ChatStorage there = nodes.both();
        say(here.chats(), id, "one");
        there.chats().recent(id, 5);
        long gaps = there.caches().statistics().feedGaps();
        nodes.shared.feed.loses = () -> true;
        say(here.chats(), id, "two");
        nodes.shared.feed.loses = () -> false;
        say(here.chats(), id, "three");
        assertThat(there.caches().statistics().feedGaps()).isEqualTo(gaps + 1);
        assertThat(there.caches().statistics().process().staleDrops()).isEqualTo(1);
    }

    @Test
    void aStorageWithoutCachesHasEmptyStatistics() {
        try (ChatStorage storage = ChatStorage.open("memory:")) {
            storage.caches().evict(id);
            storage.caches().evictAll();
            storage.caches().invalidate(id);
            assertThat(storage.caches().warm(List.of(id))).isZero();
            assertThat(storage.caches().statistics()).isEqualTo(CacheStatistics.NONE);
            assertThat(storage.health().state()).isEqualTo(Health.State.UP);
            assertThat(storage.chats().latest()).isSameAs(storage.chats());
        }
    }

    @Test
    void aMissingCacheNamesTheArtifactToAdd() {
        assertThatThrownBy(() -> ChatStorage.builder()
                        .url("memory:")
                        .set("cache.url", "redis://bob:hunter2@host")
                        .open())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(
                        "cache.url has the scheme redis:, whose module is missing; add the dependency dev.chatstore:chatstore-redis")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> ChatStorage.builder()
                        .url("memory:")
                        .set("cache.url", "memcached://bob:hunter2@host")
                        .open())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageNotContaining("hunter2")
                .hasMessageEndingWith("did you mean redis:?");
    }

    private static void say(ChatStore chats, ConversationId id, String text) {
        chats.append(id, NewMessage.user(text));
    }
}
