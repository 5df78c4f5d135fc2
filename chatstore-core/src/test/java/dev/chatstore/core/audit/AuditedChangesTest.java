package dev.chatstore.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Append;
import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.core.audit.AuditEntry.Stage;
import dev.chatstore.testkit.Polling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditedChangesTest {
    private static final ConversationId ANNA = ConversationId.of("anna");
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final SharedMemory memory = new SharedMemory();
    private final ChatStorage storage = memory.builder().open();

    @AfterEach
    void close() {
        storage.close();
    }

    private List<AuditEntry> entries() {
        AuditTrail trail = storage.audit();
        return trail.entries(AuditQuery.of(trail.nameOf("default")).withOldestFirst())
                .items();
    }

    private void fill(int messages) {
        storage.chats()
                .append(
                        ANNA,
                        IntStream.range(0, messages)
                                .mapToObj(i -> NewMessage.user("secret " + i))
                                .toList());
    }

    private static UnavailableException away() {
        return UnavailableException.notDone("the store is out of reach", true, null);
    }

    @Test
    void nothingIsPutAroundAStoreThatRecordsNothing() {
        SharedMemory other = new SharedMemory();
        try (ChatStorage off = other.builder().set("audit", "off").open()) {
            off.chats().append(ANNA, NewMessage.user("hello"));
            off.chats().redact(ANNA, 1);
            off.chats().delete(ANNA);

            assertThat(other.calls).containsExactly("append", "redact", "delete");
            assertThat(AuditLog.of(off)).isSameAs(AuditLog.NONE);
            assertThat(off.actingAs("operator:kari").chats()).isSameAs(off.chats());
            assertThat(off.audit().trails()).isEmpty();
        }
    }

    @Test
    void anAppendIsTheSameCallAsWithoutATrailAndIsCounted() {
        fill(3);

        assertThat(memory.calls).containsExactly("append");
        assertThat(storage.statistics().audit()).isEqualTo(new AuditStatistics(0, 0, 0, 0, 3));
    }

    @Test
    void aChangeCostsOneAppendBeforeItAndADeleteReadsHowMuchItRemoves() {
        fill(3);
        storage.chats().redact(ANNA, 1);
        memory.calls.clear();

        storage.chats().redact(ANNA, 2);
        assertThat(memory.calls).containsExactly("trail: append", "redact");
        memory.calls.clear();

        storage.chats().delete(ANNA);
        assertThat(memory.calls).containsExactly("find", "trail: append", "delete");
        assertThat(entries().get(2).amounts()).containsEntry("messages", 3L);
    }

    @Test
    void aChangeIsRefusedIfItsEntryCannotBeWritten() {
        fill(1);
        memory.beforeCall = call -> {
            if (call.equals("trail: append")) {
                throw away();
            }
        };

        assertThatThrownBy(() -> storage.chats().redact(ANNA, 1))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("audit trail")
                .satisfies(e -> {
                    assertThat(((UnavailableException) e).outcomeUnknown()).isFalse();
                    assertThat(((UnavailableException) e).retryable()).isTrue();
                });
        memory.beforeCall = call -> {};
        assertThat(memory.calls).doesNotContain("redact");
        assertThat(storage.chats().find(ANNA, 1).orElseThrow().redacted()).isFalse();
        assertThat(storage.statistics().audit().failures()).isEqualTo(1);
        storage.chats().redact(ANNA, 1);
        assertThat(storage.audit().verify(Set.of()).isIntact()).isTrue();
    }

    @Test
    void aFailedChangeIsFollowedByAnEntryThatSaysSo() {
        fill(1);
        memory.beforeCall = call -> {
            if (call.equals("redact")) {
                throw UnavailableException.maybeDone("secret reply was lost", true, null);
            }
        };

        assertThatThrownBy(() -> storage.chats().redact(ANNA, 1)).isInstanceOf(UnavailableException.class);

        assertThat(entries()).hasSize(2);
        AuditEntry failed = entries().get(1);
        assertThat(failed.stage()).isEqualTo(Stage.FAILED);
        assertThat(failed.of()).isEqualTo(1);
        assertThat(failed.detail()).isEqualTo("UnavailableException, the outcome is unknown");
    }

    @Test
    void whatFindsNothingToChangeIsFollowedByAnEntryThatSaysSo() {
        assertThat(storage.chats().delete(ANNA)).isFalse();

        assertThat(entries()).extracting(AuditEntry::stage).containsExactly(Stage.RECORDED, Stage.NOTHING);
    }

    @Test
    void aTrailCannotBeWrittenThroughTheApi() {
        fill(1);
        storage.chats().redact(ANNA, 1);
        ConversationId trail =
                ConversationId.of(AuditTrail.TENANT, storage.audit().nameOf("default"));
        ChatStore chats = storage.chats();

        assertThatThrownBy(() -> chats.append(trail, NewMessage.system("x"))).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> chats.redact(trail, 1)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> chats.delete(trail)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> chats.open(trail, Profile.EMPTY)).isInstanceOf(InvalidInputException.class);
        List<AppendOutcome> outcomes = chats.latest()
                .appendAll(List.of(
                        Append.of(ANNA, NewMessage.user("a")),
                        Append.of(trail, NewMessage.user("b")),
                        Append.of(ANNA, NewMessage.user("c"))));
        assertThat(outcomes.get(2).receipt().lastSequence()).isEqualTo(3);
        assertThatThrownBy(() -> outcomes.get(1).receipt()).isInstanceOf(InvalidInputException.class);
        assertThat(storage.audit().verify(Set.of()).isIntact()).isTrue();
    }

    @Test
    void theNameOfAnActorIsChecked() {
        for (String name : List.of("", " ", "x".repeat(256), "a\u0000", "\ud800")) {
            assertThatThrownBy(() -> storage.actingAs(name)).isInstanceOf(InvalidInputException.class);
        }
        assertThat(storage.actingAs("x".repeat(255)).chats()).isNotSameAs(storage.chats());
    }

    /** The first append waits until all other threads wait behind it. */
    @Test
    void theEntriesOfThreadsThatWaitAreWrittenTogether() throws InterruptedException {
        fill(8);
        List<Thread> threads = new ArrayList<>();
        AtomicBoolean isFirst = new AtomicBoolean(true);
        AtomicInteger done = new AtomicInteger();
        memory.beforeCall = call -> {
            if (call.equals("trail: append") && isFirst.getAndSet(false)) {
                Polling.until(
                        LIMIT,
                        () -> threads.stream()
                                        .filter(thread -> thread.getState() == Thread.State.WAITING)
                                        .count()
                                == 7);
            }
        };
        for (int i = 1; i <= 8; i++) {
            long sequence = i;
            threads.add(new Thread(() -> {
                storage.chats().redact(ANNA, sequence);
                done.incrementAndGet();
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join(LIMIT.toMillis());
        }

        assertThat(done).hasValue(8);
        assertThat(storage.statistics().audit()).isEqualTo(new AuditStatistics(8, 2, 0, 0, 8));
        assertThat(storage.audit().verify(Set.of()).isIntact()).isTrue();
    }
}
