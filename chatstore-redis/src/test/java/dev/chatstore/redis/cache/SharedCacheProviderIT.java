package dev.chatstore.redis.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.ConversationCache;
import dev.chatstore.api.spi.ConversationWindow;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.api.spi.SharedCache;
import dev.chatstore.api.spi.SharedCacheProvider;
import dev.chatstore.redis.RedisBackendProvider;
import dev.chatstore.redis.RedisCaches;
import dev.chatstore.redis.RedisSharedCacheProvider;
import dev.chatstore.redis.feed.FeedContract;
import dev.chatstore.redis.feed.FeedLog;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.TestRedis;
import dev.chatstore.testkit.server.TestRedisSentinel;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.providers.PooledConnectionProvider;

/** How a shared cache is found and opened. */
final class SharedCacheProviderIT {
    private static final ConversationId ID = ConversationId.of("c");

    @Test
    void itIsFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(SharedCacheProvider.class))
                .hasAtLeastOneElementOfType(RedisSharedCacheProvider.class);
    }

    /** A client of a class that the library does not know. */
    private static final class OtherClient extends UnifiedJedis {
        OtherClient(HostAndPort place) {
            super(new PooledConnectionProvider(place), RedisProtocol.RESP2);
        }
    }

    private static BackendContext context(String url) {
        return new BackendContext(
                ConnectionUrl.parse(url), new Settings(Map.of()), InstantSource.system(), new SplittableRandom());
    }

    @Test
    void aClientThatCannotSubscribeIsRefused() {
        HostAndPort place = new HostAndPort("127.0.0.1", RedisServers.shared().port());
        try (UnifiedJedis other = new OtherClient(place)) {
            assertThatThrownBy(() -> new RedisSharedCacheProvider(other).open(context("redis:")))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("must be a RedisClient");
            assertThatThrownBy(() -> new RedisBackendProvider(other).open(context("redis:")))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("must be a RedisClient");
        }
    }

    @Test
    void aServerBesideTheCallersClientIsRefused() {
        try (RedisClient client =
                RedisClient.create("127.0.0.1", RedisServers.shared().port())) {
            assertThatThrownBy(() -> new RedisSharedCacheProvider(client).open(context("redis://prod:6379")))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("url");
            assertThatThrownBy(() -> new RedisBackendProvider(client).open(context("redis://prod:6379")))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("url");
        }
    }

    @Test
    void itUsesTheCallersClientAndLeavesItOpen() {
        TestRedis server = RedisServers.shared();
        try (RedisClient client = RedisClient.create("127.0.0.1", server.port())) {
            BackendContext context = new BackendContext(
                    ConnectionUrl.parse("redis:"),
                    new Settings(Map.of("redis.prefix", "own", "redis.feed-heartbeat", "100ms")),
                    InstantSource.system(),
                    new SplittableRandom());
            FeedLog log = new FeedLog();
            try (SharedCache cache = new RedisSharedCacheProvider(client).open(context)) {
                assertWorks(cache);
                cache.feed().receive(log);
                log.await("to hear", any -> cache.feed().isHearing());
            }
            assertThat(client.ping()).isEqualTo("PONG");
        }
    }

    @Test
    void itFollowsThePrimaryThatSentinelsName() {
        try (TestRedisSentinel sentinel = RedisServers.startSentinel()) {
            FeedLog log = new FeedLog();
            try (SharedCache cache = RedisCaches.at(sentinel.url(), List.of(), "sentinel")
                    .open(Map.of("redis.sentinel-master", TestRedisSentinel.MASTER, "redis.feed-heartbeat", "100ms"))) {
                assertWorks(cache);
                cache.feed().receive(log);
                log.await("to hear", any -> cache.feed().isHearing());
                sentinel.primary().kill();
                log.await("silence", any -> !cache.feed().isHearing());
                log.await(
                        "to hear again", told -> told.gaps() > 1 && cache.feed().isHearing());
                log.await("the new primary", any -> {
                    try {
                        assertWorks(cache);
                        return true;
                    } catch (UnavailableException e) {
                        return false;
                    }
                });
            }
        }
    }

    /** What docs/operations.md grants to the user of a cache is enough, and no more is needed. */
    @Test
    void itWorksForAUserWithTheRightsThatAreDocumented() {
        try (TestRedis server = RedisServers.start()) {
            server.ask(
                    "ACL",
                    "SETUSER",
                    "bot",
                    "on",
                    ">secret",
                    "resetkeys",
                    "~chatstore:*",
                    "resetchannels",
                    "&chatstore:*",
                    "+@all",
                    "-@dangerous",
                    "-@admin");
            String url = server.url().replace("redis://", "redis://bot:secret@");
            FeedLog log = new FeedLog();
            try (SharedCache cache =
                    RedisCaches.at(url, server, "chatstore").open(Map.of("redis.feed-heartbeat", "100ms"))) {
                assertWorks(cache);
                cache.feed().receive(log);
                log.await("to hear", any -> cache.feed().isHearing());
            }
            String wrong = server.url().replace("redis://", "redis://bot:wrong@");
            try (SharedCache cache = RedisCaches.at(wrong, server, "chatstore").open(Map.of())) {
                assertThatThrownBy(() -> cache.conversations().find(ID))
                        .isInstanceOfSatisfying(
                                UnavailableException.class,
                                error -> assertThat(error.retryable()).isFalse())
                        .hasMessageNotContaining("wrong@")
                        .hasMessageNotContaining("secret");
            }
        }
    }

    @Test
    void aUrlThatIsNoneIsRefused() {
        assertThatThrownBy(() -> RedisCaches.at("redis:nowhere", List.of(), "p").open(Map.of()))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> RedisCaches.at("redis://127.0.0.1:1", List.of(), "a prefix")
                        .open(Map.of()))
                .isInstanceOf(InvalidInputException.class);
    }

    private static void assertWorks(SharedCache shared) {
        ConversationCache cache = shared.conversations();
        cache.drop(List.of(ID));
        assertThat(cache.fill(cache.ticket(ID), ConversationWindow.absent(ID))).isTrue();
        assertThat(cache.find(ID).window()).isEqualTo(ConversationWindow.absent(ID));
        shared.feed().publish(List.of(FeedContract.said("c", 1, "text"), FeedContract.said("d", 1, "text")));
    }
}
