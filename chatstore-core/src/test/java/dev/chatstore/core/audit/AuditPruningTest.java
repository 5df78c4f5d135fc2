package dev.chatstore.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A trail with an entry for each of ten days, of which those of more than five days are removed. */
class AuditPruningTest {
    private static final ConversationId ANNA = ConversationId.of("anna");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration KEEP = DAY.multipliedBy(5);

    private final MutableClock clock = MutableClock.at(Instant.parse("2026-03-01T12:00:00Z"));
    private final SharedMemory memory = new SharedMemory();
    private final ChatStorage storage = memory.builder().clock(clock).open();

    @BeforeEach
    void write() {
        for (int i = 1; i <= 10; i++) {
            storage.chats().append(ANNA, NewMessage.user("text"));
            storage.chats().redact(ANNA, i);
            clock.advance(DAY);
        }
    }

    @AfterEach
    void close() {
        storage.close();
    }

    private List<AuditEntry> entries() {
        AuditTrail trail = storage.audit();
        return trail.entries(AuditQuery.of(trail.nameOf("default")).withOldestFirst())
                .items();
    }

    private TrailVerification verified() {
        return storage.audit().verify(Set.of()).trails().get(0);
    }

    @Test
    void oldEntriesAreRemovedAndTheRestIsVerified() {
        assertThat(storage.audit().prune(KEEP, true)).isEqualTo(5);
        assertThat(entries()).hasSize(10);

        assertThat(storage.audit().prune(KEEP, false)).isEqualTo(5);
        assertThat(entries()).extracting(AuditEntry::number).containsExactly(6L, 7L, 8L, 9L, 10L, 11L);
        AuditEntry last = entries().get(5);
        assertThat(last.action()).isEqualTo(AuditAction.PRUNE);
        assertThat(last.amounts()).containsEntry("entries", 5L);
        assertThat(verified().isIntact()).as(verified().toString()).isTrue();
        assertThat(verified().first()).isEqualTo(6);

        assertThat(storage.audit().prune(KEEP, false)).isZero();
        clock.advance(DAY.multipliedBy(2));
        assertThat(storage.audit().prune(KEEP, false)).isEqualTo(2);
        storage.chats().redact(ANNA, 1);
        assertThat(verified().isIntact()).as(verified().toString()).isTrue();
        assertThat(verified().first()).isEqualTo(8);
    }

    @Test
    void aTrailOfWhichEverythingIsOldKeepsTheEntryThatSaysSo() {
        clock.advance(KEEP);

        assertThat(storage.audit().prune(KEEP, false)).isEqualTo(10);
        assertThat(entries()).extracting(AuditEntry::action).containsExactly(AuditAction.PRUNE);
        assertThat(verified().isIntact()).as(verified().toString()).isTrue();
    }

    @Test
    void aPruningThatWasInterruptedIsVerifiedAndGoesOn() {
        memory.beforeCall = call -> {
            if (call.equals("trail: trim")) {
                throw UnavailableException.notDone("the store is out of reach", true, null);
            }
        };
        assertThatThrownBy(() -> storage.audit().prune(KEEP, false)).isInstanceOf(UnavailableException.class);
        assertThat(verified().isIntact()).isTrue();
        memory.beforeCall = call -> {};
        assertThat(storage.audit().prune(KEEP, false)).isEqualTo(5);
        assertThat(verified().isIntact()).as(verified().toString()).isTrue();
        assertThat(verified().first()).isEqualTo(6);
    }

    @Test
    void whatSomebodyRemovedFromTheBeginningHasNoEntry() {
        ConversationId trail =
                ConversationId.of(AuditTrail.TENANT, storage.audit().nameOf("default"));
        memory.oldMessages().trim(trail, 4, 100);

        assertThat(verified().findings())
                .extracting(AuditFinding::summary)
                .containsExactly("entries 1 to 3 are missing without a record of it");
    }
}
