package dev.chatstore.core.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ClosedException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.core.lease.WorkTurn;
import dev.chatstore.testkit.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens to a store while retention runs, and to retention while a store fails. */
final class RetentionRaceTest {
    private static final ConversationId KARI = ConversationId.of("acme", "kari");
    private static final RetentionPolicy IDLE = RetentionPolicy.KEEP_ALL.removeAfter(Duration.ofDays(1));
    private static final RetentionPolicy NEWEST = RetentionPolicy.KEEP_ALL.keepMessages(2);
    private static final RetentionPolicy ALL_RULES =
            new RetentionPolicy(9, 14, Duration.ofDays(60), Duration.ofDays(20), Duration.ofDays(80));

    private final MutableClock clock = MutableClock.at(Stores.START);
    private final ChatStorage storage = Stores.open(clock);

    @AfterEach
    void close() {
        storage.close();
    }

    /** Returns the retention over the store, with a listener that is called right before each call. */
    private Retention watched(RetentionPolicy policy, Consumer<String> listener) {
        return Retention.of(WatchedStorage.of(storage, listener))
                .withPolicies(RetentionPolicies.of(policy))
                .inBatchesOf(3);
    }

    /** Returns a listener that acts once, before the first call of a name. */
    private static Consumer<String> before(String call, Runnable action) {
        AtomicBoolean done = new AtomicBoolean();
        return name -> {
            if (name.equals(call) && done.compareAndSet(false, true)) {
                action.run();
            }
        };
    }

    @Test
    void aConversationThatBecomesActiveStays() {
        Stores.append(storage, KARI, "kari", 2);
        clock.advance(Duration.ofDays(2));

        RetentionReport report = watched(IDLE, before("delete", () -> Stores.append(storage, KARI, "kari", 1)))
                .run()
                .orElseThrow();

        assertThat(report.total()).isEqualTo(new RetentionCounts(1, 0, 0, 0, 0, 0));
        assertThat(Stores.content(storage, "acme")).containsEntry("kari", "[1, 2, 3]");
    }

    @Test
    void anIdleConversationThatIsChangedWithoutAMessageIsRemovedNevertheless() {
        Stores.append(storage, KARI, "kari", 2);
        clock.advance(Duration.ofDays(2));
        Runnable patch = () -> storage.chats().patch(ConversationPatch.of(KARI).withTitle("new"));

        assertThat(watched(IDLE, before("delete", patch)).run().orElseThrow().total())
                .isEqualTo(new RetentionCounts(1, 1, 0, 2, 0, 0));
    }

    @Test
    void aHoldThatIsPlacedBetweenTwoRemovalsStopsTheSecond() {
        Stores.append(storage, KARI, "kari", 10);
        Runnable hold = () -> Holds.of(storage).place(Held.owner("acme", "kari"), "case 1", "ola");

        RetentionReport report = watched(NEWEST, before("trim", hold)).run().orElseThrow();

        assertThat(report.total()).isEqualTo(new RetentionCounts(1, 0, 0, 3, 1, 0));
        assertThat(Stores.content(storage, "acme")).containsEntry("kari", "[4, 5, 6, 7, 8, 9, 10]");
    }

    @Test
    void aHoldThatIsPlacedDuringTheRunKeepsAnIdleConversation() {
        Stores.append(storage, KARI, "kari", 1);
        clock.advance(Duration.ofDays(2));
        Runnable hold = () -> Holds.of(storage).place(Held.conversation(KARI), "case 1", "ola");

        assertThat(watched(IDLE, before("list", hold)).run().orElseThrow().total())
                .isEqualTo(new RetentionCounts(1, 0, 0, 0, 1, 0));
    }

    @Test
    void aConversationThatIsCreatedAgainKeepsItsMessages() {
        Stores.append(storage, KARI, "kari", 10);
        AtomicInteger finds = new AtomicInteger();
        Consumer<String> recreate = name -> {
            if (name.equals("find") && finds.incrementAndGet() == 1) {
                storage.chats().delete(KARI);
                clock.advance(Duration.ofSeconds(1));
                Stores.append(storage, KARI, "kari", 4);
            }
        };

        watched(NEWEST, recreate).run();

        assertThat(Stores.content(storage, "acme")).containsEntry("kari", "[1, 2, 3, 4]");
    }

    @Test
    void onlyOneRunsAtATime() {
        Stores.append(storage, KARI, "kari", 10);
        List<Boolean> others = new ArrayList<>();

        RetentionReport report = watched(
                        NEWEST,
                        before(
                                "trim",
                                () -> others.add(
                                        watched(NEWEST, call -> {}).run().isPresent())))
                .run()
                .orElseThrow();

        assertThat(others).containsExactly(false);
        assertThat(report.total().messagesRemoved()).isEqualTo(8);
        assertThat(watched(NEWEST, call -> {}).run())
                .as("the lease was given back")
                .isPresent();
    }

    @Test
    void aRunThatIsStoppedSaysSoAndTheNextGoesOn() {
        Stores.append(storage, KARI, "kari", 10);
        AtomicBoolean stopped = new AtomicBoolean();

        RetentionReport first = watched(NEWEST, before("trim", () -> stopped.set(true)))
                .stoppingIf(stopped::get)
                .run()
                .orElseThrow();
        RetentionReport second = watched(NEWEST, call -> {}).run().orElseThrow();

        assertThat(first.complete()).isFalse();
        assertThat(first.total().messagesRemoved()).isEqualTo(3);
        assertThat(second.complete()).isTrue();
        assertThat(second.total().messagesRemoved()).isEqualTo(5);
    }

    @Test
    void anInterruptStopsARunAndStaysSet() {
        Stores.append(storage, KARI, "kari", 10);

        RetentionReport report = watched(
                        NEWEST, before("trim", () -> Thread.currentThread().interrupt()))
                .run()
                .orElseThrow();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.complete()).isFalse();
        assertThat(report.total().messagesRemoved()).isEqualTo(3);
    }

    @Test
    void aStorageThatIsClosedEndsTheRun() {
        Stores.append(storage, KARI, "kari", 10);

        assertThatThrownBy(() -> watched(NEWEST, before("trim", storage::close)).run())
                .isInstanceOf(ClosedException.class);
    }

    /** Fails before each call in turn, and then runs to the end: whatever failed, the store ends as after one whole run. */
    @Test
    void aRunThatFailsAtAnyStepIsCompletedByTheNext() {
        int calls = 0;
        Map<String, String> whole = Map.of();
        for (int failing = 0; failing <= calls; failing++) {
            MutableClock ownClock = MutableClock.at(Stores.START);
            try (ChatStorage own = Stores.open(ownClock)) {
                Stores.fill(own, ownClock, new Random(7), 30);
                Holds.of(own).place(Held.owner("acme", "owner1"), "case 1", "ola");
                AtomicInteger call = new AtomicInteger();
                int step = failing;
                Retention retention = Retention.of(WatchedStorage.of(own, name -> {
                            if (call.incrementAndGet() == step) {
                                throw UnavailableException.notDone("the failure of the test", true, null);
                            }
                        }))
                        .withPolicies(RetentionPolicies.of(ALL_RULES))
                        .inBatchesOf(3);
                if (failing == 0) {
                    retention.run();
                    calls = call.get();
                    whole = Stores.content(own, "acme");
                    assertThat(calls).isGreaterThan(50);
                } else {
                    try {
                        retention.run();
                    } catch (UnavailableException e) {
                        // As a process that died.
                    }
                    ownClock.advance(WorkTurn.LEASE);
                    retention.run().orElseThrow();
                    assertThat(Stores.content(own, "acme"))
                            .as("failed at %d", failing)
                            .isEqualTo(whole);
                }
            }
        }
    }
}
