package dev.chatstore.checks.tiers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.core.operations.Health.State;
import dev.chatstore.testkit.LogRecorder;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.ServerControl;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestRedis;
import dev.chatstore.testkit.server.TestServer;
import dev.chatstore.testkit.server.TestServers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is logged of an outage under load: one warning when it begins, and one line when it ends, for each tier. */
@Timeout(180)
class OutageLogIT {
    private static final int THREADS = 4;
    private static final int CALLS = 3;

    private static final Map<String, String> HASTY = Map.of(
            "database.timeout", "1s",
            "database.connection-timeout", "1s",
            "database.socket-timeout", "5s",
            "cleaner.interval", "1s");

    private static final Map<String, String> HASTY_REDIS = Map.of(
            "redis.timeout", "300ms",
            "redis.connection-timeout", "1s",
            "redis.socket-timeout", "1s");

    private static ChatStorage open(String url, Map<String, String> settings, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(more);
        return ChatStorage.builder().url(url).settings(all).open();
    }

    /** Calls all kinds of operations from several threads, whether or not they fail. */
    private static void load(ChatStorage storage) {
        Racers.all(THREADS, racer -> {
            ConversationId id = ConversationId.of("c" + racer);
            for (int i = 0; i < CALLS; i++) {
                attempt(() -> storage.chats().append(id, NewMessage.user("text")));
                attempt(() -> storage.chats().latest().recent(id, 5));
                attempt(() -> storage.chats().recent(id, 5));
                attempt(() ->
                        storage.sessions(String.class).update(SessionKey.of("s"), () -> "", state -> state + "!"));
            }
            return racer;
        });
    }

    private static void attempt(Runnable call) {
        try {
            call.run();
        } catch (UnavailableException e) {
            // As expected while the server is away.
        }
    }

    private static void awaitEnd(ChatStorage storage) {
        Await.until("all tiers to work", () -> {
            load(storage);
            return storage.health().state() == State.UP;
        });
    }

    private static List<String> about(LogRecorder log, String subject) {
        return log.lines().stream().filter(line -> line.contains(subject)).toList();
    }

    private static void assertOneOutage(LogRecorder log, String subject) {
        assertThat(about(log, subject)).as(log.lines().toString()).hasSize(2);
        assertThat(about(log, subject).get(0)).startsWith("WARNING " + subject).contains(" fails: ");
        assertThat(about(log, subject).get(1)).startsWith("INFO " + subject).contains(" works again after ");
    }

    private static void assertOutageOf(String subject, ServerControl server, ChatStorage storage) {
        try (LogRecorder log = LogRecorder.of("dev.chatstore")) {
            load(storage);
            server.kill();
            load(storage);
            server.start();
            awaitEnd(storage);
            assertOneOutage(log, subject);
            assertThat(log.lines()).hasSize(2);
        }
    }

    @Test
    void anOutageOfADatabaseIsLoggedOnceAndItsEndOnce() {
        try (TestServer server = TestServers.start(ServerKind.POSTGRES_18);
                ChatStorage storage = open(server.newDatabase().url(), HASTY, Map.of())) {
            assertOutageOf("the durable store (PostgreSQL at ", server, storage);
        }
    }

    @Test
    void anOutageOfRedisAsTheStoreIsLoggedOnceAndItsEndOnce() {
        try (TestRedis server = RedisServers.start();
                ChatStorage storage = open(server.url(), HASTY_REDIS, Map.of("cleaner.interval", "1s"))) {
            assertOutageOf("the durable store (Redis at ", server, storage);
        }
    }

    @Test
    void anOutageOfTheCacheIsLoggedOnceForTheCacheAndOnceForItsFeed() {
        try (TestRedis server = RedisServers.start();
                ChatStorage storage = open(
                        "memory:",
                        HASTY_REDIS,
                        Map.of("cache.url", server.url(), "cache.retry", "10ms", "redis.feed-heartbeat", "100ms"));
                LogRecorder log = LogRecorder.of("dev.chatstore")) {
            Await.until("the feed", () -> storage.health().state() == State.UP);
            load(storage);
            server.kill();
            Await.until("the outage", () -> {
                load(storage);
                return about(log, "the shared cache").size() == 1
                        && about(log, "the change feed").size() == 1;
            });
            for (int i = 0; i < 20; i++) {
                load(storage);
            }
            server.start();
            awaitEnd(storage);
            assertOneOutage(log, "the shared cache");
            assertOneOutage(log, "the change feed");
            assertThat(log.lines()).hasSize(4);
        }
    }
}
