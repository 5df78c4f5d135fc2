package dev.chatstore.checks.tiers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.core.operations.Health;
import dev.chatstore.core.operations.Health.State;
import dev.chatstore.testkit.fault.FaultProxy;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.ServerControl;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestDatabase;
import dev.chatstore.testkit.server.TestRedis;
import dev.chatstore.testkit.server.TestServer;
import dev.chatstore.testkit.server.TestServers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Health while servers stand still and the network swallows everything; the drivers would wait for minutes. */
@Timeout(180)
class HealthInTimeIT {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final ConversationId ID = ConversationId.of("kari");

    /** Opens a storage whose calls wait for much longer than its health. */
    private static ChatStorage open(String url, Map<String, String> settings) {
        ChatStorage storage = ChatStorage.builder()
                .url(url)
                .settings(settings)
                .set("cleaner.interval", "none")
                .open();
        storage.chats().append(ID, NewMessage.user("one"));
        assertThat(storage.health(LONG).parts().get(0).state()).isEqualTo(State.UP);
        return storage;
    }

    private static String url(TestServer server) {
        return server.newDatabase().url() + (server.kind() == ServerKind.MARIADB_11 ? "?sslMode=disable" : "");
    }

    private static Health.Part part(Health health, String name) {
        return health.parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Asks for the health several times, of which none may wait for the server, and returns the last answer. */
    private static Health healthInTime(ChatStorage storage) {
        long start = System.nanoTime();
        for (int i = 0; i < 4; i++) {
            storage.health();
        }
        Health last = storage.health();
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        System.getLogger(HealthInTimeIT.class.getName())
                .log(System.Logger.Level.INFO, "five answers took {0} ms: {1}", taken.toMillis(), last);
        assertThat(taken).isLessThan(Duration.ofSeconds(25));
        return last;
    }

    private static void assertSilentUntilResumed(ChatStorage storage, ServerControl server, String part) {
        server.pause();
        try {
            Health.Part silent = part(healthInTime(storage), part);
            assertThat(silent.state()).isNotEqualTo(State.UP);
            assertThat(silent.reason()).contains("did not answer within 1000 ms");
        } finally {
            server.resume();
        }
        Await.until(part + " to be up", () -> part(storage.health(LONG), part).state() == State.UP);
    }

    @ParameterizedTest
    @EnumSource(
            value = ServerKind.class,
            names = {"POSTGRES_18", "MYSQL_8", "MARIADB_11"})
    void aDatabaseThatStandsStillIsReportedInTime(ServerKind kind) {
        Map<String, String> patient = Map.of("database.socket-timeout", "1m", "database.timeout", "1m");
        try (TestServer server = TestServers.start(kind);
                ChatStorage storage = open(url(server), patient)) {
            assertSilentUntilResumed(storage, server, "durable");
        }
    }

    @Test
    void aRedisThatStandsStillIsReportedInTimeAsTheStoreAndAsTheCache() {
        try (TestRedis server = RedisServers.start()) {
            try (ChatStorage storage = open(server.url(), Map.of("redis.socket-timeout", "1m"))) {
                assertSilentUntilResumed(storage, server, "durable");
            }
            Map<String, String> cached =
                    Map.of("cache.url", server.url(), "cache.slow", "30s", "redis.socket-timeout", "1m");
            try (ChatStorage storage = open("memory:", cached)) {
                assertSilentUntilResumed(storage, server, "shared");
            }
        }
    }

    @Test
    void aNetworkThatSwallowsEverythingIsReportedInTime() {
        TestDatabase database = TestServers.shared(ServerKind.POSTGRES_18).newDatabase();
        try (FaultProxy databases = FaultProxy.before(
                        TestServers.shared(ServerKind.POSTGRES_18).port());
                FaultProxy caches = FaultProxy.before(RedisServers.shared().port())) {
            Map<String, String> settings = Map.of(
                    "database.socket-timeout", "1m",
                    "database.timeout", "1m",
                    "cache.url", "redis://127.0.0.1:" + caches.port(),
                    "cache.slow", "30s",
                    "redis.prefix", "health-in-time",
                    "redis.socket-timeout", "1m");
            try (ChatStorage storage = open(database.url(databases.port()), settings)) {
                databases.holdReplies();
                caches.holdReplies();
                Health health = healthInTime(storage);
                assertThat(health.state()).isEqualTo(State.DOWN);
                assertThat(part(health, "durable").reason()).contains("did not answer");
                assertThat(part(health, "shared").reason()).contains("did not answer");
                databases.releaseReplies();
                caches.releaseReplies();
                Await.until("all tiers to be up", () -> storage.health(LONG).state() == State.UP);
            }
        }
    }
}
