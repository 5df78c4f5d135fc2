package dev.chatstore.checks.tiers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionStore;
import dev.chatstore.api.Storage;
import dev.chatstore.testkit.jdbc.DataSourceProbe;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The number of statements on PostgreSQL for a message of a bot when both caches are warm. */
class WarmCostIT {
    private static final TieredStores.OnPostgres STORES =
            TieredStores.withBothCaches("warm").onPostgres();
    private static final Map<String, String> QUIET = Map.of("cleaner.interval", "none", "cache.max-staleness", "5m");

    private final ConversationId id = ConversationId.of("kari");
    private final SessionKey key = SessionKey.of("kari");
    private final DataSourceProbe probe = STORES.probe();

    private record Counter(int count) {
        Counter next() {
            return new Counter(count + 1);
        }
    }

    @BeforeEach
    void clear() {
        STORES.clear();
    }

    @Test
    void aMessageCostsOneStatementItsSessionAnotherAndItsHistoryNone() {
        try (Storage stores = STORES.open(InstantSource.system(), QUIET)) {
            SessionStore<Counter> sessions = stores.sessions(Counter.class);
            turn(stores, sessions);
            for (int i = 0; i < 20; i++) {
                assertCost(1, () -> stores.chats().append(id, NewMessage.user("hello")));
                assertCost(0, () -> stores.chats().recent(id, 5));
                assertCost(0, () -> stores.chats().find(id));
                assertCost(0, () -> sessions.find(key));
                assertCost(1, () -> sessions.update(key, Counter::next));
                assertCost(2, () -> turn(stores, sessions));
            }
        }
    }

    @Test
    void theWritesOfAnotherNodeAreReadWithoutAStatement() {
        try (Storage here = STORES.open(InstantSource.system(), QUIET);
                Storage there = STORES.open(InstantSource.system(), QUIET)) {
            // A connection asks for the identity of its session once.
            there.sessions(Counter.class).getOrCreate(SessionKey.of("another"), () -> new Counter(0));
            turn(here, here.sessions(Counter.class));
            assertThat(there.chats().recent(id, 5)).hasSize(1);
            turn(here, here.sessions(Counter.class));
            assertCost(
                    0,
                    () -> Await.until(
                            "the message of the other node",
                            () -> there.chats().recent(id, 5).size() == 2));
            assertCost(
                    1,
                    () -> there.sessions(Counter.class)
                            .update(key, Counter::next)
                            .orElseThrow());
            assertThat(here.chats().latest().recent(id, 5)).hasSize(2);
        }
    }

    private void turn(Storage stores, SessionStore<Counter> sessions) {
        stores.chats().append(id, NewMessage.user("hello"));
        stores.chats().recent(id, 5);
        sessions.update(key, () -> new Counter(0), Counter::next);
    }

    private void assertCost(long statements, Runnable call) {
        probe.reset();
        call.run();
        assertThat(probe.texts()).hasSize((int) statements);
        assertThat(probe.commits()).isLessThanOrEqualTo(statements);
    }
}
