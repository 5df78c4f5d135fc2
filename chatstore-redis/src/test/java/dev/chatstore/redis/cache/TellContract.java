package dev.chatstore.redis.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.Change;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Profile;
import dev.chatstore.api.spi.ChangeFeed;
import dev.chatstore.api.spi.ConversationWindow;
import dev.chatstore.api.spi.SharedCache;
import dev.chatstore.redis.RedisCaches;
import dev.chatstore.redis.feed.FeedContract;
import dev.chatstore.redis.feed.FeedLog;
import dev.chatstore.testkit.server.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Changes are in the shared cache before the other processes hear of them. Two caches act as two processes. */
abstract class TellContract {
    static final ConversationId ID = ConversationId.of("c");

    final SharedCache writer = caches().open(Map.of("redis.feed-heartbeat", "100ms"));
    final SharedCache reader = caches().open(Map.of("redis.feed-heartbeat", "100ms"));

    abstract RedisCaches caches();

    abstract List<TestRedis> nodes();

    @AfterEach
    final void close() {
        writer.close();
        reader.close();
        caches().clear();
    }

    static void cacheEmpty(SharedCache cache, ConversationId id) {
        Conversation head = new Conversation(
                id, 1, 0, 0, 0, Profile.EMPTY, false, FeedContract.TIME, FeedContract.TIME, FeedContract.TIME);
        long ticket = cache.conversations().ticket(id);
        assertThat(cache.conversations().fill(ticket, new ConversationWindow(id, head, List.of())))
                .isTrue();
    }

    static Change said(ConversationId id, long sequence) {
        Change.Appended said = (Change.Appended) FeedContract.said(id.value(), sequence, "text");
        return new Change.Appended(id, sequence + 1, said.messages());
    }

    static long version(SharedCache cache, ConversationId id) {
        ConversationWindow window = cache.conversations().find(id).window();
        return window == null ? 0 : window.version();
    }

    /** Receives at the reader, and looks into the cache at each change that it hears of. */
    final FeedLog hear(ConcurrentLinkedQueue<Long> found) {
        FeedLog log = new FeedLog();
        reader.feed().receive(new ChangeFeed.Receiver() {
            @Override
            public void changed(Change change) {
                found.add(version(reader, change.conversation()) - change.version());
                log.changed(change);
            }

            @Override
            public void gap() {
                log.gap();
            }
        });
        log.await("to hear", any -> reader.feed().isHearing());
        return log;
    }

    @Test
    void aProcessThatHearsOfAChangeFindsItInTheCache() {
        ConcurrentLinkedQueue<Long> behind = new ConcurrentLinkedQueue<>();
        FeedLog log = hear(behind);
        List<ConversationId> ids =
                IntStream.range(0, 5).mapToObj(i -> ConversationId.of("c" + i)).toList();
        ids.forEach(id -> cacheEmpty(writer, id));
        for (int i = 1; i <= 100; i++) {
            long sequence = i;
            writer.tell(ids.stream().map(id -> said(id, sequence)).toList(), Duration.ZERO);
        }
        log.await("all", told -> told.changes().size() == 500);
        assertThat(behind).hasSize(500).allMatch(difference -> difference >= 0);
    }

    @Test
    void aServerThatForgotTheScriptsIsToldToo() {
        FeedLog log = hear(new ConcurrentLinkedQueue<>());
        cacheEmpty(writer, ID);
        nodes().forEach(node -> node.ask("SCRIPT", "FLUSH"));
        writer.tell(List.of(said(ID, 1), said(ID, 2)), Duration.ZERO);
        assertThat(version(reader, ID)).isEqualTo(3);
        log.await("both", told -> told.changes().size() == 2);
    }

    @Test
    void aClosedCacheTellsNothing() {
        writer.close();
        assertThatThrownBy(() -> writer.tell(List.of(said(ID, 1)), Duration.ZERO))
                .isInstanceOf(ChatStoreException.class);
    }
}
