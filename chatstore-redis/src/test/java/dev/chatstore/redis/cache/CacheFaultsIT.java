package dev.chatstore.redis.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatstore.api.Change;
import dev.chatstore.api.ClosedException;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.ConversationCache;
import dev.chatstore.api.spi.ConversationWindow;
import dev.chatstore.api.spi.SharedCache;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.redis.RedisCaches;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.fault.FaultProxy;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.TestRedis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The cache while its server is away, slow, full, a replica, empty or without its scripts. */
final class CacheFaultsIT {
    private static final Instant TIME = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final ConversationId ID = ConversationId.of("c");
    private static final SessionId KEY = new SessionId("default", "s", "s");
    private static final Duration TIMEOUT = Duration.ofMillis(300);

    /** A time-out for connecting, one for reading, and as much again for a machine that is busy. */
    private static final Duration LONGEST = TIMEOUT.multipliedBy(4);

    private final TestRedis server = RedisServers.start();
    private final FaultProxy proxy = FaultProxy.before(server.port());
    private final SharedCache shared = RedisCaches.at("redis://127.0.0.1:" + proxy.port(), server, "faults")
            .open(Map.of(
                    "redis.connection-timeout", TIMEOUT.toMillis() + "ms",
                    "redis.socket-timeout", TIMEOUT.toMillis() + "ms",
                    "redis.cache-lease", "30s"));
    private final ConversationCache cache = shared.conversations();

    @BeforeEach
    void fillOne() {
        fill(1);
        shared.sessions().put(session(1), Duration.ZERO);
    }

    @AfterEach
    void end() {
        shared.close();
        proxy.close();
        server.close();
    }

    @Test
    void aServerThatIsAwayIsUnavailableInTime() {
        server.kill();
        assertUnavailable();
    }

    @Test
    void aServerThatStandsStillIsUnavailableInTime() {
        server.pause();
        try {
            assertUnavailable();
        } finally {
            server.resume();
        }
    }

    @Test
    void aServerThatIsSlowIsUnavailableInTime() {
        proxy.delay(Duration.ZERO, LONGEST);
        assertUnavailable();
    }

    @Test
    void aConnectionThatIsCutCostsOneCallAtMost() {
        proxy.cut();
        try {
            cache.find(ID);
        } catch (UnavailableException e) {
            assertThat(e.retryable()).isTrue();
        }
        assertThat(cache.find(ID).window()).isNotNull();
    }

    @Test
    void aServerThatComesBackEmptyHasNothingAndTakesNewWindows() {
        long ticket = cache.ticket(ID);
        server.kill();
        server.startEmpty();
        untilItAnswers();
        assertThat(cache.fill(ticket, window(1))).isFalse();
        cache.drop(List.of(ID));
        fill(2);
        assertThat(found().version()).isEqualTo(2);
    }

    @Test
    void scriptsThatTheServerHasForgottenAreSentAgain() {
        server.ask("SCRIPT", "FLUSH");
        assertThat(found().version()).isEqualTo(1);
        server.ask("SCRIPT", "FLUSH");
        cache.apply(List.of(said(2), said(3), said(4)));
        assertThat(found().version()).isEqualTo(4);
    }

    /** A server that stood still executes what has reached it, although the sender has given up. */
    @Test
    void aChangeThatArrivesLateMakesNoWindowNew() {
        Duration stood = TIMEOUT.multipliedBy(3);
        try (SharedCache direct =
                RedisCaches.at(server.url(), server, "faults").open(Map.of("redis.socket-timeout", "300ms"))) {
            // From here on the server knows the script, so that what reaches it is done.
            direct.conversations().apply(List.of(said(1)));
            server.pause();
            try {
                assertThatThrownBy(() -> direct.conversations().apply(List.of(said(2))))
                        .isInstanceOf(UnavailableException.class);
                RedisCaches.pass(stood);
            } finally {
                server.resume();
            }
            untilItAnswers();
            assertThat(found().version()).isEqualTo(2);
            assertThat(cache.find(ID).age()).isGreaterThan(stood);
        }
    }

    @Test
    void aServerWithoutRoomKeepsNothingThatIsOld() {
        server.ask("CONFIG", "SET", "maxmemory-policy", "noeviction");
        server.ask("CONFIG", "SET", "maxmemory", "1");
        assertThat(found().version()).isEqualTo(1);
        cache.apply(List.of(said(2)));
        shared.sessions().put(session(2), Duration.ZERO);
        assertThat(shared.sessions().find(KEY)).isEmpty();
        UnavailableException refused = catchThrowableOfType(UnavailableException.class, () -> cache.find(ID));
        assertThat(refused).isNotNull().hasMessageContaining("OOM");
        server.ask("CONFIG", "SET", "maxmemory", "0");
        assertThat(cache.find(ID).window()).isNull();
    }

    @Test
    void aFullServerDropsWhatItIsToldToDrop() {
        server.ask("CONFIG", "SET", "maxmemory-policy", "noeviction");
        server.ask("CONFIG", "SET", "maxmemory", "1");
        cache.drop(List.of(ID));
        shared.sessions().drop(KEY, 1);
        server.ask("CONFIG", "SET", "maxmemory", "0");
        assertThat(cache.find(ID).window()).isNull();
        assertThat(shared.sessions().find(KEY)).isEmpty();
    }

    @Test
    void aReplicaIsReadAndRefusesTheRest() {
        // The replica of a missing primary keeps its data.
        server.ask("REPLICAOF", "127.0.0.1", "1");
        assertThat(found().version()).isEqualTo(1);
        assertThatThrownBy(() -> cache.apply(List.of(said(2))))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("READONLY");
        assertThatThrownBy(() -> cache.find(ConversationId.of("another"))).isInstanceOf(UnavailableException.class);
    }

    @Test
    void anUnreadableWindowIsDroppedAndCounted() {
        String key = "faults:w:{default:c}";
        server.ask("SETRANGE", key, Integer.toString(WindowHeader.SIZE + 13), "garbage");
        assertThat(cache.find(ID).window()).isNull();
        fill(2);
        assertThat(found().version()).isEqualTo(2);
        server.ask("SET", key, "something else");
        fill(3);
        server.ask("DEL", key);
        server.ask("LPUSH", key, "of another type");
        fill(4);
        assertThat(found().version()).isEqualTo(4);
        server.ask("SET", key, "short");
        assertThat(cache.find(ID).window()).isNull();
        assertThat(((RedisSharedCache) shared).unreadableValues()).isEqualTo(2);
    }

    @Test
    void anUnreadableSessionIsDroppedAndCounted() {
        String key = "faults:k:{default:s:s}";
        server.ask("SETRANGE", key, "39", "garbage");
        assertThat(shared.sessions().find(KEY)).isEmpty();
        server.ask("DEL", key);
        server.ask("LPUSH", key, "of another type");
        assertThat(shared.sessions().find(KEY)).isEmpty();
        shared.sessions().put(session(3), Duration.ZERO);
        assertThat(shared.sessions().find(KEY)).isPresent();
        assertThat(((RedisSharedCache) shared).unreadableValues()).isEqualTo(2);
    }

    @Test
    void nothingIsAnsweredOnceItIsClosed() {
        shared.close();
        assertThatThrownBy(() -> cache.find(ID)).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> shared.sessions().find(KEY)).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> shared.feed().publish(List.of(said(2)))).isInstanceOf(ClosedException.class);
    }

    @Test
    void anInterruptBreaksNothingOffAndStays() {
        Thread.currentThread().interrupt();
        assertThat(found().version()).isEqualTo(1);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aStorageOpensWhileTheClusterIsAway() {
        try (SharedCache away = RedisCaches.at("redis://127.0.0.1:1,127.0.0.1:2", server, "faults")
                .open(Map.of("redis.connection-timeout", "300ms"))) {
            assertThatThrownBy(() -> away.conversations().find(ID)).isInstanceOf(UnavailableException.class);
            assertThat(away.feed().isHearing()).isFalse();
        }
    }

    private void assertUnavailable() {
        List<Runnable> calls = List.of(
                () -> cache.find(ID),
                () -> cache.ticket(ID),
                () -> cache.apply(List.of(said(2))),
                () -> cache.apply(List.of(said(2), said(3))),
                () -> cache.drop(List.of(ID)),
                () -> shared.sessions().find(KEY),
                () -> shared.sessions().put(session(2), Duration.ZERO),
                () -> shared.sessions().drop(KEY, 1),
                () -> shared.feed().publish(List.of(said(2))));
        assertThat(calls).allSatisfy(call -> {
            Future<UnavailableException> failure =
                    Racers.start("call", () -> catchThrowableOfType(UnavailableException.class, call::run));
            assertThat(failure.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS).retryable())
                    .isTrue();
        });
    }

    private void untilItAnswers() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            try {
                cache.find(ID);
                return;
            } catch (UnavailableException e) {
                assertThat(System.nanoTime()).isLessThan(end);
            }
        }
    }

    private void fill(long version) {
        assertThat(cache.fill(cache.ticket(ID), window(version))).isTrue();
    }

    private ConversationWindow found() {
        ConversationWindow window = cache.find(ID).window();
        assertThat(window).isNotNull();
        return window;
    }

    private static ConversationWindow window(long version) {
        Conversation head = new Conversation(ID, version, version, version, 0, Profile.EMPTY, false, TIME, TIME, TIME);
        return new ConversationWindow(ID, head, List.of(message(version)));
    }

    private static Change said(long version) {
        return new Change.Appended(ID, version, List.of(message(version)));
    }

    private static Message message(long version) {
        return Message.appended(NewMessage.user("text"), version, version, TIME);
    }

    private static StoredSession session(long version) {
        return new StoredSession(KEY, null, version, "{}", TIME, TIME, null);
    }
}
