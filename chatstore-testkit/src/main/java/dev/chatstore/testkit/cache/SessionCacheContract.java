package dev.chatstore.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.SessionId;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.spi.SessionCache;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of every cache of sessions. The test class of a cache extends this class, as for conversations. */
public abstract class SessionCacheContract {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final Duration MOMENT = Duration.ofMillis(200);

    private final SessionId id = named("a session");
    private SessionCache cache;

    /** Returns a cache, which is empty when a test method begins. */
    protected abstract SessionCache open();

    /**
     * Lets at least that much time pass for the cache: by moving its clock, or by waiting if the clock is a server's.
     * The contract passes fractions of a second, and {@link #refusalAfterDrop}.
     */
    protected abstract void pass(Duration time);

    /** Returns the time after which the cache accepts a session again that was dropped in any version. */
    protected Duration refusalAfterDrop() {
        return Duration.ofMinutes(1);
    }

    @BeforeEach
    final void openCache() {
        cache = open();
    }

    @Test
    void aSessionThatWasNeverCachedIsNotFound() {
        assertThat(found()).isNull();
    }

    @Test
    void aCachedSessionIsFound() {
        StoredSession session = new StoredSession(
                id,
                "Kari",
                7,
                "{\"a\":[1,null,\"\u4e2d\"]}",
                START,
                START.plusSeconds(1),
                new StoredSession.Expiry(START.plusSeconds(60), Duration.ofSeconds(59)));
        keep(session);
        assertThat(found()).isEqualTo(session);
    }

    @Test
    void aSessionWithoutExpiryIsCached() {
        keep(session(1));
        assertThat(found()).isEqualTo(session(1));
    }

    @Test
    void anExpiredSessionIsReturnedUnchanged() {
        StoredSession expired = expiring(1, Instant.EPOCH);
        keep(expired);
        assertThat(found()).isEqualTo(expired);
    }

    @Test
    void aNewerVersionReplacesAnOlderOne() {
        keep(session(1));
        keep(session(3));
        assertThat(found()).isEqualTo(session(3));
    }

    @Test
    void anOlderVersionDoesNotReplaceANewerOne() {
        keep(session(3));
        keep(session(2));
        assertThat(found()).isEqualTo(session(3));
    }

    @Test
    void ofTheSameVersionTheOneThatWasKnownLaterIsKept() {
        keep(expiring(1, START.plusSeconds(3)));
        keep(expiring(1, START.plusSeconds(2)));
        assertThat(found()).isEqualTo(expiring(1, START.plusSeconds(2)));
        keep(session(1));
        assertThat(found()).isEqualTo(session(1));
        cache.put(expiring(1, START.plusSeconds(4)), Duration.ofSeconds(1));
        assertThat(found()).isEqualTo(session(1));
    }

    @Test
    void aDropRemovesTheSession() {
        keep(session(2));
        cache.drop(id, 2);
        assertThat(found()).isNull();
    }

    @Test
    void aDropRemovesTheSessionWhateverItsVersion() {
        keep(session(5));
        cache.drop(id, 2);
        assertThat(found()).isNull();
        keep(session(6));
        cache.drop(id, 0);
        assertThat(found()).isNull();
    }

    @Test
    void aSessionReadBeforeADropIsNotCached() {
        cache.drop(id, 2);
        keep(session(1));
        keep(session(2));
        assertThat(found()).isNull();
        keep(session(3));
        assertThat(found()).isEqualTo(session(3));
    }

    @Test
    void afterADropOfAnyVersionNothingIsCachedForSomeTime() {
        cache.drop(id, 0);
        keep(session(1_000));
        assertThat(found()).isNull();
        pass(refusalAfterDrop());
        keep(session(1_001));
        assertThat(found()).isEqualTo(session(1_001));
    }

    @Test
    void aSecondDropOfALowerVersionHasNoEffect() {
        cache.drop(id, 5);
        cache.drop(id, 3);
        keep(session(4));
        assertThat(found()).isNull();
        cache.drop(id, 0);
        cache.drop(id, 3);
        keep(session(9));
        assertThat(found()).isNull();
    }

    @Test
    void aDropDoesNotAffectOtherSessions() {
        StoredSession other = session(named("another"), "{}");
        cache.put(other, Duration.ZERO);
        cache.drop(id, 0);
        assertThat(cache.find(other.id())).map(SessionCache.Found::session).contains(other);
    }

    @Test
    void theAgeOfASessionGrowsFromItsInitialAge() {
        cache.put(session(1), MOMENT);
        assertThat(age()).isBetween(MOMENT, MOMENT.multipliedBy(2));
        pass(MOMENT);
        assertThat(age()).isGreaterThanOrEqualTo(MOMENT.multipliedBy(2));
    }

    @Test
    void cachingTheSameVersionAgainKeepsTheLowerAge() {
        keep(session(1));
        pass(MOMENT);
        cache.put(session(1), MOMENT.multipliedBy(10));
        assertThat(age()).isLessThan(MOMENT.multipliedBy(3));
        keep(session(1));
        assertThat(age()).isLessThan(MOMENT);
    }

    @Test
    void anOlderVersionDoesNotResetTheAge() {
        keep(session(2));
        pass(MOMENT);
        keep(session(1));
        assertThat(age()).isGreaterThanOrEqualTo(MOMENT);
    }

    @Test
    void anyNameCanBeTheKeyOfASession() {
        for (String name : Texts.names()) {
            cache.put(session(new SessionId(name, "default", name), "\"" + name.length() + "\""), Duration.ZERO);
        }
        for (String name : Texts.names()) {
            assertThat(cache.find(new SessionId(name, "default", name)))
                    .map(SessionCache.Found::session)
                    .contains(session(new SessionId(name, "default", name), "\"" + name.length() + "\""));
        }
        assertThat(cache.find(new SessionId("ab", "default", "c"))).isEmpty();
    }

    @Test
    void similarKeysNameDifferentSessions() {
        for (String name : Texts.LOOK_ALIKES) {
            cache.put(session(named(name), "\"" + name + "\""), Duration.ZERO);
        }
        for (String name : Texts.LOOK_ALIKES) {
            assertThat(cache.find(named(name)))
                    .map(found -> found.session().state())
                    .contains("\"" + name + "\"");
        }
    }

    @Test
    void largeStatesAreKept() {
        String state = "\"" + "\uD83D\uDE00\u4e2d ".repeat(1 << 17) + "\"";
        cache.put(session(id, state), Duration.ZERO);
        assertThat(found()).isEqualTo(session(id, state));
    }

    @Test
    void concurrentReadersSeeVersionsThatOnlyRise() {
        AtomicLong version = new AtomicLong();
        AtomicLong newestSeen = new AtomicLong();
        Racers.all(8, racer -> {
            for (int i = 0; i < 200; i++) {
                keep(session(version.incrementAndGet()));
                long before = newestSeen.get();
                long found = cache.find(id).orElseThrow().session().version();
                assertThat(found).isGreaterThanOrEqualTo(before);
                newestSeen.accumulateAndGet(found, Math::max);
            }
            return racer;
        });
        assertThat(found()).isEqualTo(session(8 * 200));
    }

    private void keep(StoredSession session) {
        cache.put(session, Duration.ZERO);
    }

    private @Nullable StoredSession found() {
        return cache.find(id).map(SessionCache.Found::session).orElse(null);
    }

    private Duration age() {
        return cache.find(id).orElseThrow().age();
    }

    private StoredSession session(long version) {
        return expiring(version, null);
    }

    private StoredSession expiring(long version, @Nullable Instant expires) {
        return new StoredSession(
                id,
                null,
                version,
                "{\"v\":" + version + "}",
                START,
                START.plusSeconds(version),
                expires == null ? null : new StoredSession.Expiry(expires, Duration.between(START, expires)));
    }

    private static StoredSession session(SessionId id, String state) {
        return new StoredSession(id, null, 1, state, START, START, null);
    }

    private static SessionId named(String value) {
        return SessionId.of("default", SessionKey.of(value));
    }
}
