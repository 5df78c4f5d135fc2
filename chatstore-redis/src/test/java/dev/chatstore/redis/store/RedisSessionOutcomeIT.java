package dev.chatstore.redis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatstore.api.SessionId;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.SessionScope;
import dev.chatstore.api.spi.SessionWrite;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.redis.RedisBackendProvider;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.TestRedis;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whether the error of a session's call says that it may have taken effect. */
class RedisSessionOutcomeIT {
    private static final SessionId ID = new SessionId("t", "carts", "s");
    private static final SessionScope ALL = new SessionScope("t", null, null);
    private static final SessionWrite WRITE = new SessionWrite("{}", "Kari", null);

    private final TestRedis server = RedisServers.start();
    private final Backend backend = new RedisBackendProvider()
            .open(new BackendContext(
                    ConnectionUrl.parse(server.url()),
                    new Settings(Map.of(
                            "redis.retries", "0",
                            "redis.connection-timeout", "300ms",
                            "redis.socket-timeout", "300ms")),
                    InstantSource.system(),
                    new Random(1)));
    private final SessionBackend sessions = backend.sessions();

    @BeforeEach
    void create() {
        sessions.getOrCreate(ID, WRITE);
    }

    @AfterEach
    void close() {
        backend.close();
        server.close();
    }

    @Test
    void aWriteThatWasSentMayBeDoneAndAReadIsNot() {
        server.pause();
        try {
            assertThat(errors(
                            () -> sessions.compareAndSet(ID, 1, WRITE),
                            () -> sessions.use(ID, null),
                            () -> sessions.delete(ID)))
                    .allMatch(UnavailableException::outcomeUnknown);
            assertThat(errors(() -> sessions.find(ID), () -> sessions.list(ALL, null, 1), () -> sessions.count(ALL)))
                    .noneMatch(UnavailableException::outcomeUnknown);
        } finally {
            server.resume();
        }
    }

    @Test
    void whatCouldNotBeSentIsNotDone() {
        server.kill();
        // The connection that is still in the pool breaks first.
        errors(() -> sessions.find(ID));
        assertThat(errors(
                        () -> sessions.compareAndSet(ID, 1, WRITE),
                        () -> sessions.getOrCreate(ID, WRITE),
                        () -> sessions.use(ID, null),
                        () -> sessions.delete(ID)))
                .noneMatch(UnavailableException::outcomeUnknown);
    }

    @Test
    void aFullServerHasDoneNothing() {
        server.ask("CONFIG", "SET", "maxmemory", "1");
        assertThat(errors(() -> sessions.compareAndSet(ID, 1, WRITE))).noneMatch(UnavailableException::outcomeUnknown);
        assertThat(sessions.find(ID)).map(session -> session.version()).contains(1L);
    }

    private static List<UnavailableException> errors(Runnable... calls) {
        return List.of(calls).stream()
                .map(call -> catchThrowableOfType(UnavailableException.class, call::run))
                .toList();
    }
}
