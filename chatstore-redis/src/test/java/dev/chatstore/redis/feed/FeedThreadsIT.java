package dev.chatstore.redis.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Change;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.api.spi.SharedCache;
import dev.chatstore.core.backend.BackgroundThreads;
import dev.chatstore.redis.RedisCaches;
import dev.chatstore.redis.client.LazyClient;
import dev.chatstore.testkit.server.RedisServers;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.executors.CommandExecutor;
import redis.clients.jedis.executors.DefaultCommandExecutor;
import redis.clients.jedis.providers.PooledConnectionProvider;

/** The threads of a feed that sends, while its client throws errors and while no thread can be started. */
class FeedThreadsIT {
    private static final Map<String, String> SETTINGS = Map.of("redis.feed-heartbeat", "100ms");

    private final SharedCache hearing = RedisCaches.onOneNode("feed-threads").open(SETTINGS);
    private final FeedLog log = new FeedLog();
    private final AtomicInteger errors = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicInteger sent = new AtomicInteger();
    private final RedisClient client = client();
    private final RedisChangeFeed sending = new RedisChangeFeed(
            LazyClient.of(client),
            "feed-threads",
            FeedSettings.of(new Settings(SETTINGS)),
            new SplittableRandom(7),
            refusing(BackgroundThreads.named("heartbeat")));

    private RedisClient client() {
        HostAndPort place = new HostAndPort("127.0.0.1", RedisServers.shared().port());
        PooledConnectionProvider provider = new PooledConnectionProvider(
                place, DefaultJedisClientConfig.builder().build());
        CommandExecutor executor = new DefaultCommandExecutor(provider);
        return RedisClient.builder()
                .hostAndPort(place)
                .connectionProvider(provider)
                .commandExecutor(new CommandExecutor() {
                    @Override
                    public <T> T executeCommand(CommandObject<T> command) {
                        if (errors.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                            throw new StackOverflowError();
                        }
                        T reply = executor.executeCommand(command);
                        sent.incrementAndGet();
                        return reply;
                    }

                    @Override
                    public void close() {
                        provider.close();
                    }
                })
                .build();
    }

    private ThreadFactory refusing(ThreadFactory factory) {
        return work -> {
            if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return factory.newThread(work);
        };
    }

    @BeforeEach
    void hear() {
        hearing.feed().receive(log);
        log.await("to hear", any -> hearing.feed().isHearing());
    }

    @AfterEach
    void close() {
        sending.close();
        client.close();
        hearing.close();
    }

    private void send(long version) {
        sending.publish(List.of(FeedContract.said("c", version, "text")));
    }

    @Test
    void heartbeatsContinueAfterErrors() {
        send(1);
        errors.set(10);
        log.await("the errors", any -> errors.get() == 0);
        int before = sent.get();
        log.await("heartbeats", any -> sent.get() > before + 2);
    }

    @Test
    void changesAreSentWhileNoThreadForHeartbeatsCanBeStartedWhichBeginLater() {
        refusals.set(2);
        send(1);
        send(2);
        log.await("both", told -> told.changes().size() == 2);
        assertThat(sent).hasValue(2);
        send(3);
        log.await("heartbeats", any -> sent.get() > 5);
        assertThat(log.changes()).extracting(Change::version).containsExactly(1L, 2L, 3L);
    }
}
