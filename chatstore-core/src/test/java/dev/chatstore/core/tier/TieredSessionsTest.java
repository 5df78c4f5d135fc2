package dev.chatstore.core.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionStore;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.testkit.Racers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The cost and the maximum age of cached sessions. */
class TieredSessionsTest {
    private static final Duration LONG = Nodes.BOUND.plusSeconds(1);

    private final Nodes nodes = new Nodes();
    private final SessionKey key = SessionKey.of("kari");

    record Count(int count) {
        static final Count ZERO = new Count(0);

        Count next() {
            return new Count(count + 1);
        }
    }

    @AfterEach
    void closeNodes() {
        nodes.close();
    }

    @Test
    void anUpdateOfACachedSessionCostsOneCall() {
        for (ChatStorage storage : List.of(nodes.both(), nodes.alone(), nodes.sharing())) {
            SessionStore<Count> counts = counts(storage);
            counts.update(key, () -> Count.ZERO, Count::next);
            assertThat(nodes.calls(() -> counts.update(key, Count::next))).isEqualTo(1);
            assertThat(nodes.calls(() -> counts.find(key))).isZero();
            assertThat(nodes.calls(() -> counts.getOrCreate(key, () -> Count.ZERO)))
                    .isZero();
            assertThat(nodes.calls(() -> counts.touch(key))).isZero();
        }
    }

    @Test
    void theTimeThatAnAnswerOfTheSharedCacheTakesCountsAgainstTheBound() {
        SessionStore<Count> counts = counts(nodes.both());
        SessionStore<Count> others = counts(nodes.both());
        counts.getOrCreate(key, () -> Count.ZERO);
        nodes.pass(Nodes.BOUND.minusMillis(300));
        nodes.shared.taking = Duration.ofMillis(200);
        assertThat(nodes.calls(() -> others.find(key))).isZero();
        nodes.shared.taking = Duration.ZERO;
        nodes.pass(Duration.ofMillis(200));
        assertThat(nodes.calls(() -> others.find(key))).isEqualTo(1);
    }

    @Test
    void anUpdateOfAnOldSessionStillCostsOneCall() {
        SessionStore<Count> counts = counts(nodes.both());
        counts.update(key, () -> Count.ZERO, Count::next);
        nodes.pass(Duration.ofHours(3));
        assertThat(nodes.calls(() -> counts.update(key, Count::next))).isEqualTo(1);
    }

    @Test
    void aUseThatExtendsTheExpiryIsMadeInTheDurableStore() {
        ChatStorage storage = nodes.open(Map.of("cache.session-bytes", "1MiB", "sessions.ttl", "10m"));
        SessionStore<Count> counts = counts(storage);
        counts.getOrCreate(key, () -> Count.ZERO);
        nodes.clock.advance(Duration.ofMinutes(6));
        assertThat(nodes.calls(() -> assertThat(counts.touch(key)).isTrue())).isEqualTo(1);
        nodes.clock.advance(Duration.ofMinutes(6));
        assertThat(nodes.calls(() -> assertThat(counts.find(key)).isPresent())).isZero();
    }

    @Test
    void anExpiredSessionIsNotReadFromTheCache() {
        ChatStorage storage = nodes.open(Map.of("cache.session-bytes", "1MiB", "sessions.ttl", "10m"));
        SessionStore<Count> counts = counts(storage);
        counts.getOrCreate(key, () -> Count.ZERO);
        nodes.clock.advance(Duration.ofMinutes(10));
        assertThat(counts.find(key)).isEmpty();
        assertThat(counts.update(key, Count::next)).isEmpty();
    }

    @Test
    void anotherProcessesSaveIsSeenWithinTheBound() {
        SessionStore<Count> here = counts(nodes.both());
        SessionStore<Count> there = counts(nodes.both());
        here.update(key, () -> Count.ZERO, Count::next);
        there.find(key);
        here.update(key, Count::next);
        nodes.pass(LONG);
        assertThat(there.find(key))
                .get()
                .extracting(session -> session.state().count())
                .isEqualTo(2);
    }

    @Test
    void anotherProcessesSaveIsSeenAtOnceWithoutACacheInTheProcess() {
        SessionStore<Count> here = counts(nodes.both());
        SessionStore<Count> there = counts(nodes.sharing());
        here.update(key, () -> Count.ZERO, Count::next);
        there.find(key);
        here.update(key, Count::next);
        assertThat(nodes.calls(() -> assertThat(there.find(key))
                        .get()
                        .extracting(session -> session.state().count())
                        .isEqualTo(2)))
                .isZero();
    }

    @Test
    void anUpdateFromAnOldStateIsRetriedFromTheNewOne() {
        SessionStore<Count> here = counts(nodes.alone());
        SessionStore<Count> there = counts(nodes.alone());
        here.update(key, () -> Count.ZERO, Count::next);
        there.find(key);
        here.update(key, Count::next);
        assertThat(there.update(key, Count::next))
                .get()
                .extracting(session -> session.state().count())
                .isEqualTo(3);
    }

    @Test
    void aConflictNamesTheVersionThatTheDurableStoreHas() {
        SessionStore<Count> here = counts(nodes.both());
        SessionStore<Count> there = counts(nodes.both());
        here.update(key, () -> Count.ZERO, Count::next);
        there.find(key);
        here.update(key, Count::next);
        assertThatThrownBy(() -> there.save(key, new Count(9), 1))
                .isInstanceOfSatisfying(
                        ConflictException.class,
                        e -> assertThat(e.currentVersion()).isEqualTo(2));
        assertThat(there.find(key))
                .get()
                .extracting(session -> session.version())
                .isEqualTo(2L);
    }

    @Test
    void aRemovedSessionIsMissingAtOnce() {
        for (ChatStorage storage : List.of(nodes.both(), nodes.alone(), nodes.sharing())) {
            SessionStore<Count> counts = counts(storage);
            counts.update(key, () -> Count.ZERO, Count::next);
            assertThat(counts.delete(key)).isTrue();
            assertThat(counts.find(key)).isEmpty();
            assertThat(counts.getOrCreate(key, () -> new Count(7)).state()).isEqualTo(new Count(7));
            assertThat(counts.find(key))
                    .get()
                    .extracting(session -> session.state())
                    .isEqualTo(new Count(7));
            counts.delete(key);
        }
    }

    @Test
    void aSaveWhoseReplyIsLostIsReadNext() {
        for (ChatStorage storage : List.of(nodes.both(), nodes.alone(), nodes.sharing())) {
            SessionStore<Count> counts = counts(storage);
            long version = counts.update(key, () -> Count.ZERO, Count::next).version();
            nodes.durable.loseNextReply();
            assertThatThrownBy(() -> counts.save(key, new Count(9), version)).isInstanceOf(UnavailableException.class);
            assertThat(counts.find(key))
                    .get()
                    .extracting(session -> session.state())
                    .isEqualTo(new Count(9));
            counts.delete(key);
        }
    }

    @Test
    void sessionsWorkWithoutTheSharedCache() {
        SessionStore<Count> counts = counts(nodes.sharing());
        nodes.shared.away = true;
        for (int i = 1; i <= 30; i++) {
            assertThat(counts.update(key, () -> Count.ZERO, Count::next).state())
                    .isEqualTo(new Count(i));
        }
        nodes.shared.away = false;
        assertThat(counts.find(key))
                .get()
                .extracting(session -> session.state())
                .isEqualTo(new Count(30));
    }

    @Test
    void concurrentUpdatesOfManyProcessesLoseNothing() {
        List<SessionStore<Count>> all = List.of(counts(nodes.both()), counts(nodes.alone()), counts(nodes.sharing()));
        Racers.all(6, lane -> {
            for (int i = 0; i < 100; i++) {
                all.get((lane + i) % all.size()).update(key, () -> Count.ZERO, Count::next);
                nodes.pass(Duration.ofMillis(50));
            }
            return lane;
        });
        nodes.pass(LONG);
        assertThat(all)
                .allSatisfy(counts -> assertThat(counts.find(key))
                        .get()
                        .extracting(session -> session.state().count())
                        .isEqualTo(600));
    }

    private SessionStore<Count> counts(ChatStorage storage) {
        return storage.sessions(Count.class);
    }
}
