package dev.chatstore.redis.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.SessionScope;
import dev.chatstore.api.spi.SessionWrite;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.redis.RedisStores;
import dev.chatstore.redis.store.form.ListEntry;
import dev.chatstore.redis.store.form.SessionEntry;
import dev.chatstore.testkit.MutableClock;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.TestRedis;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The entries of the lists of sessions: that none is missing, and that none remains for good. */
class RedisSessionListsIT {
    private static final String PREFIX = "session-lists";
    private static final RedisStores STORES = RedisStores.onOneNode(PREFIX);
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final SessionScope ALL = new SessionScope("t", null, null);
    private static final SessionId ID = id("s");

    private final TestRedis server = RedisServers.shared();
    private final MutableClock clock = MutableClock.at(START);
    private final SplittableRandom random = new SplittableRandom(1);
    private final Backend backend = STORES.openBackend(clock, change -> {});
    private final SessionBackend sessions = backend.sessions();

    @BeforeEach
    void clear() {
        server.clear(PREFIX);
    }

    @AfterEach
    void close() {
        backend.close();
    }

    @Test
    void nothingIsLeftWhereNoProcessDied() {
        for (int i = 0; i < 3; i++) {
            long version = sessions.getOrCreate(ID, write("Kari", null)).version();
            version = sessions.compareAndSet(ID, version, write("Ola", null)).version();
            version = sessions.compareAndSet(ID, version, write(null, null)).version();
            assertThat(ofTenant("t")).isEqualTo(1);
            assertThat(ofOwner("Kari")).isZero();
            assertThat(ofOwner("Ola")).isEqualTo(1);
            sessions.compareAndSet(ID, version, write("Kari", null));
            assertThat(ofTenant("t")).isEqualTo(1);
            assertThat(ofOwner("Kari")).isEqualTo(1);
            assertThat(ofOwner("Ola")).isZero();
            sessions.delete(ID);
            assertThat(ofTenant("t")).isZero();
            assertThat(ofOwner("Kari")).isZero();
        }
    }

    @Test
    void aDeletedSessionKeepsNeitherItsOwnerNorItsState() {
        sessions.getOrCreate(ID, write("Kari", null));
        sessions.delete(ID);
        assertThat(server.list("HKEYS", PREFIX + ":s:{t:carts:s}"))
                .asString()
                .contains("version")
                .doesNotContain("owner", "state");
    }

    @Test
    void anEntryWithoutASessionIsSkippedAndRemovedOnceItIsOld() {
        sessions.getOrCreate(ID, write("Kari", null));
        leave("never created", "Kari");
        clock.advance(Duration.ofHours(1));
        leave("about to be created", "Kari");
        assertThat(sweep(100)).isZero();
        clock.advance(Duration.ofMillis(1));

        assertThat(sessions.list(new SessionScope("t", "carts", "Kari"), null, 1))
                .hasSize(1);
        assertThat(sessions.count(new SessionScope("t", "carts", "Kari"))).isEqualTo(1);
        assertThat(ofOwner("Kari")).isEqualTo(2);
        assertThat(ofTenant("t")).isEqualTo(3);
        assertThat(sessions.list(ALL, null, 100)).hasSize(1);
        assertThat(ofTenant("t")).isEqualTo(2);
        assertThat(sweep(100)).isZero();
    }

    @Test
    void severalEntriesOfOneSessionListItOnce() {
        sessions.getOrCreate(id("a"), write("Kari", null));
        sessions.getOrCreate(ID, write("Kari", null));
        IntStream.range(0, 5).forEach(i -> leave("s", "Kari"));
        for (int limit = 1; limit < 8; limit++) {
            for (SessionScope scope : List.of(ALL, new SessionScope("t", null, "Kari"))) {
                assertThat(sessions.list(scope, null, limit)).hasSize(Math.min(limit, 2));
                assertThat(sessions.list(scope, ID, limit)).isEmpty();
                assertThat(sessions.count(scope)).isEqualTo(2);
            }
        }
    }

    @Test
    void listsOfOneStoreEndAtItsName() {
        for (String name : List.of("a", "a-", "a-b", "ab", "b")) {
            sessions.getOrCreate(new SessionId("t", name, "s"), write(null, null));
        }
        assertThat(sessions.list(ALL, null, 9))
                .extracting(session -> session.id().name())
                .containsExactly("a", "a-", "a-b", "ab", "b");
        assertThat(sessions.list(new SessionScope("t", "a-", null), null, 9)).hasSize(1);
        assertThat(sessions.list(new SessionScope("t", "a-", null), new SessionId("t", "a", "x"), 9))
                .hasSize(1);
        assertThat(sessions.list(new SessionScope("t", "a-", null), new SessionId("t", "b", "x"), 9))
                .isEmpty();
        assertThat(sessions.count(new SessionScope("t", "a", null))).isEqualTo(1);
    }

    /** A late attempt to create a session that was deleted since must not make it exist without an entry. */
    @Test
    void aDeletedSessionIsCreatedAgainUnderANewEntryOnly() {
        sessions.getOrCreate(ID, write(null, null));
        String nonce = (String) server.ask("HGET", PREFIX + ":s:{t:carts:s}", "nonce");
        sessions.delete(ID);
        assertThat(server.ask("HGET", PREFIX + ":s:{t:carts:s}", "nonce")).isEqualTo(nonce);
        sessions.getOrCreate(ID, write(null, null));
        assertThat(server.ask("HGET", PREFIX + ":s:{t:carts:s}", "nonce")).isNotEqualTo(nonce);
        assertThat(sessions.list(ALL, null, 9)).hasSize(1);
    }

    @Test
    void aSweepOfExpiredSessionsIsCompleteAndEachBatchIsBounded() {
        for (int i = 0; i < 600; i++) {
            String tenant = "t" + i % 3;
            sessions.getOrCreate(new SessionId(tenant, "carts", "s" + i), write("o" + i % 7, MINUTE));
            if (i % 3 < 2 && i < 60) {
                sessions.getOrCreate(new SessionId(tenant, "stay", "s" + i), write("o" + i % 7, null));
            }
        }
        clock.advance(Duration.ofMinutes(61));
        assertThat(sweep(100)).as("expired an hour ago, not longer").isZero();
        clock.advance(Duration.ofMinutes(1));

        List<Integer> batches = new ArrayList<>();
        do {
            batches.add(backend.purge(70));
        } while (batches.get(batches.size() - 1) == 70);
        assertThat(batches).allMatch(removed -> removed <= 70);
        assertThat(batches.stream().mapToInt(Integer::intValue).sum()).isEqualTo(600);
        assertThat(ofTenant("t0") + ofTenant("t1")).isEqualTo(40);
        assertThat(server.list("KEYS", PREFIX + ":so:{t2:*}")).isEmpty();
        assertThat(server.list("KEYS", PREFIX + ":st:{t2}")).isEmpty();
        assertThat(sessions.list(new SessionScope("t0", null, null), null, 1_000))
                .hasSize(20);
        assertThat(sweep(100)).isZero();
        assertThat(server.list("ZRANGE", PREFIX + ":n:{sessions}", "0", "-1"))
                .asString()
                .contains("t0", "t1")
                .doesNotContain("t2");

        sessions.getOrCreate(new SessionId("t2", "carts", "again"), write(null, MINUTE));
        clock.advance(Duration.ofHours(2));
        assertThat(sweep(100)).isEqualTo(1);
    }

    @Test
    void aSweepReadsABoundedNumberOfEntriesAndGoesOnWhereItEnded() {
        IntStream.range(0, 1_000).forEach(i -> sessions.getOrCreate(id("s" + i), write(null, null)));
        sessions.getOrCreate(id("z"), write(null, MINUTE));
        clock.advance(Duration.ofHours(2));
        int calls = 0;
        int removed = 0;
        while (removed == 0) {
            server.ask("CONFIG", "RESETSTAT");
            removed = backend.purge(10);
            calls++;
            assertThat(reads()).isLessThanOrEqualTo(100);
        }
        assertThat(removed).isEqualTo(1);
        assertThat(calls).isBetween(10, 12);
        assertThat(ofTenant("t")).isEqualTo(1_000);
    }

    /** Redis removes the hashes by itself, and knows nothing of what the entries were of. */
    @Test
    void entriesOfSessionsThatRedisRemovedAreRemoved() {
        IntStream.range(0, 20).forEach(i -> sessions.getOrCreate(id("s" + i), write("Kari", null)));
        IntStream.range(0, 15).forEach(i -> server.ask("DEL", PREFIX + ":s:{t:carts:s" + i + "}"));
        assertThat(sweep(100)).isZero();
        assertThat(sessions.list(ALL, null, 100)).hasSize(5);
        clock.advance(Duration.ofHours(1).plusMillis(1));
        assertThat(sweep(100)).isEqualTo(15);
        assertThat(ofTenant("t")).isEqualTo(5);
        assertThat(ofOwner("Kari")).isEqualTo(5);
    }

    @Test
    void aSessionThatIsExtendedByASlowClockKeepsItsEntry() {
        sessions.getOrCreate(ID, write("Kari", Duration.ofHours(3)));
        try (Backend slow = STORES.openBackend(MutableClock.at(START.plus(Duration.ofMinutes(179))), change -> {})) {
            clock.advance(Duration.ofMinutes(181));
            assertThat(sweep(100)).isZero();
            assertThat(sessions.list(ALL, null, 9)).isEmpty();
            assertThat(slow.sessions().use(ID, null)).isPresent();
        }
        assertThat(sessions.list(ALL, null, 9)).extracting(StoredSession::owner).containsExactly("Kari");
        assertThat(sessions.count(new SessionScope("t", null, "Kari"))).isEqualTo(1);
    }

    /** Returns how many sessions a whole pass over the lists removed, and the end of a pass that had begun. */
    private int sweep(int limit) {
        return backend.purge(limit) + backend.purge(limit);
    }

    private long reads() {
        return String.valueOf(server.ask("INFO", "commandstats"))
                .lines()
                .filter(line -> line.startsWith("cmdstat_hmget:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^:]*:calls=(\\d+),.*", "$1")))
                .sum();
    }

    /** Does what a process does that dies right before it creates a session. */
    private void leave(String value, String owner) {
        SessionEntry entry = new SessionEntry(id(value), ListEntry.nonce(Micros.of(clock.instant()), random), owner);
        server.ask("ZADD", PREFIX + ":st:{t}", "0", new String(entry.inTenant(), StandardCharsets.UTF_8));
        server.ask("ZADD", PREFIX + ":so:{t:" + owner + "}", "0", new String(entry.inOwner(), StandardCharsets.UTF_8));
    }

    private long ofTenant(String tenant) {
        return size(PREFIX + ":st:{" + tenant + "}");
    }

    private long ofOwner(String owner) {
        return size(PREFIX + ":so:{t:" + owner + "}");
    }

    private long size(String list) {
        return Long.parseLong((String) server.ask("ZCARD", list));
    }

    private static SessionId id(String value) {
        return new SessionId("t", "carts", value);
    }

    private static SessionWrite write(String owner, Duration timeToLive) {
        return new SessionWrite("{}", owner, timeToLive);
    }
}
