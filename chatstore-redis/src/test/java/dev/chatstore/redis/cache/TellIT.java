package dev.chatstore.redis.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.ConversationId;
import dev.chatstore.redis.RedisCaches;
import dev.chatstore.redis.feed.FeedLog;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

final class TellIT extends TellContract {
    @Override
    RedisCaches caches() {
        return RedisCaches.onOneNode("tell");
    }

    @Override
    List<TestRedis> nodes() {
        return List.of(RedisServers.shared());
    }

    @Test
    void aChangeThatTheCacheRefusesIsSentToTheOthersAndReported() {
        FeedLog log = hear(new ConcurrentLinkedQueue<>());
        ConversationId other = ConversationId.of("d");
        cacheEmpty(writer, other);
        writer.tell(List.of(said(other, 1)), Duration.ZERO);
        RedisServers.shared().ask("RPUSH", "tell:w:{default:c}", "foreign");
        writer.tell(List.of(said(ID, 1), said(other, 2)), Duration.ZERO);
        log.await("both", told -> told.changes().size() == 3);
        assertThat(version(reader, other)).isEqualTo(3);
    }
}
