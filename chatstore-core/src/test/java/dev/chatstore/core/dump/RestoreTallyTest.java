package dev.chatstore.core.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RestoreTallyTest {
    private static void times(int count, Runnable step) {
        IntStream.range(0, count).forEach(i -> step.run());
    }

    @Test
    void eachNumberIsInItsPlace() {
        RestoreTally tally = new RestoreTally(true);
        ChatStoreException reason = new InvalidInputException("field", "must be another", 0);
        SessionId session = SessionId.of("plain", SessionKey.of("s"));
        try (ChatStorage source = FilledStore.filled();
                StoreSnapshot snapshot = StoreAccess.of(source).orElseThrow().snapshot(StoreScope.everything())) {
            Incoming plain = Incoming.of(snapshot.find(FilledStore.PLAIN).orElseThrow());
            long version = plain.snapshot().head().version();
            times(1, () -> tally.added(plain, version));
            times(2, () -> tally.alreadyThere(plain, version));
            times(3, () -> tally.replaced(plain, version + 1));
            times(4, () -> tally.different(plain));
            times(5, () -> tally.refused(plain, reason));
        }
        tally.addedSessions(6);
        times(7, tally::sessionAlreadyThere);
        times(8, tally::replacedSession);
        times(9, () -> tally.different(session));
        times(10, () -> tally.refusedSession(reason));
        times(11, tally::expiredSession);
        tally.leftOut(12);
        tally.unreadable(reason);

        RestoreReport report = tally.report();
        assertThat(report.dryRun()).isTrue();
        assertThat(report.added()).isEqualTo(new Quantity(1, 3, 6));
        assertThat(report.alreadyThere()).isEqualTo(new Quantity(2, 6, 7));
        assertThat(report.replaced()).isEqualTo(new Quantity(3, 9, 8));
        assertThat(report.different()).isEqualTo(new Quantity(4, 12, 9));
        assertThat(report.refused()).isEqualTo(new Quantity(6, 15, 10));
        assertThat(report.expired()).isEqualTo(11);
        assertThat(report.leftOut()).isEqualTo(12);
        assertThat(report.higherVersions()).isEqualTo(3);
        assertThat(report.differentConversations()).hasSize(4);
        assertThat(report.differentSessions()).hasSize(9);
        assertThat(report.refusals()).hasSize(16);
        assertThat(report.summary())
                .isEqualTo("dry run: would add 1 conversation with 3 messages, 6 sessions"
                        + "; already there: 2 conversations with 6 messages, 7 sessions"
                        + "; replaced: 3 conversations with 9 messages, 8 sessions"
                        + "; different: 4 conversations with 12 messages, 9 sessions"
                        + "; refused: 6 conversations with 15 messages, 10 sessions"
                        + "; expired meanwhile: 11 sessions; not in the dump, since they could not be read: 12"
                        + "; at higher versions than in the source: 3 conversations");
    }
}
