package dev.chatstore.core.archive.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.core.erasure.Erasure;
import dev.chatstore.core.erasure.ErasureCertificate;
import dev.chatstore.core.erasure.Person;
import dev.chatstore.core.lease.StoreLease;
import dev.chatstore.testkit.MutableClock;
import dev.chatstore.testkit.segment.HeapPlace;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An erasure leaves no copy in the place of the archive. */
final class ArchiveErasureTest {
    private static final ConversationId KARI = ConversationId.of("acme", "c1");

    private final MutableClock clock = MutableClock.at(Archives.START);
    private final HeapPlace place = new HeapPlace(clock);
    private final ChatStorage storage = Archives.with(clock, place).open();

    @AfterEach
    void close() {
        storage.close();
    }

    private ErasureCertificate erase() {
        return Erasure.of(storage, Person.of("acme", "owner"), "ola").run().certificate();
    }

    @Test
    void theSegmentsAndWhatWasLeftInThePlaceAreGone() {
        Archives.append(storage, KARI, 12);
        Archive.of(storage).archive(KARI);
        assertThat(place.ids()).hasSize(3);
        place.write("left", new byte[] {1});

        ErasureCertificate certificate = erase();

        assertThat(certificate.outcome()).isEqualTo(ErasureCertificate.Outcome.COMPLETE);
        assertThat(certificate.removed().messages()).isEqualTo(12);
        assertThat(certificate.scan().swept()).isTrue();
        assertThat(place.ids()).isEmpty();
    }

    @Test
    void anErasureWhileMessagesAreMovedIsIncompleteAndIsRepeated() {
        Archives.append(storage, KARI, 12);
        place.write("left", new byte[] {1});
        try (StoreLease lease = StoreLease.take(
                        StoreAccess.of(storage).orElseThrow().sessions(), "archive", Duration.ofMinutes(5))
                .orElseThrow()) {
            assertThat(lease.renew()).isTrue();
            ErasureCertificate certificate = erase();
            assertThat(certificate.outcome()).isEqualTo(ErasureCertificate.Outcome.INCOMPLETE);
            assertThat(certificate.scan().swept()).isFalse();
            assertThat(place.ids()).containsExactly("left");
        }

        assertThat(erase().outcome()).isEqualTo(ErasureCertificate.Outcome.COMPLETE);
        assertThat(place.ids()).isEmpty();
    }
}
