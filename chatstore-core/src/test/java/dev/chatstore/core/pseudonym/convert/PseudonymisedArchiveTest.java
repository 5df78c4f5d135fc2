package dev.chatstore.core.pseudonym.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.ChatStorageBuilder;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.core.lease.StoreLease;
import dev.chatstore.core.pseudonym.KeptStore;
import dev.chatstore.testkit.segment.HeapPlace;
import dev.chatstore.testkit.segment.OpenPlaceProvider;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** The ids of archived messages become pseudonyms, and no content with plain ids stays in the archive's place. */
class PseudonymisedArchiveTest {
    private final HeapPlace place = new HeapPlace(InstantSource.system());

    private ChatStorageBuilder archived(KeptStore store) {
        return store.builder().set("archive.url", "heap:").archivePlace(new OpenPlaceProvider(place));
    }

    private ChatStorage converting(KeptStore store) {
        return archived(store)
                .set("privacy.key", KeptStore.KEY)
                .pseudonymising()
                .open();
    }

    @Test
    void contentsWithPlainIdsAreRemovedAlsoThoseOfAKilledProcess() {
        KeptStore store = PlainStore.filled();
        try (ChatStorage storage = archived(store).open()) {
            storage.archive().archive(PlainStore.CHAT);
        }
        assertThat(place.ids()).hasSize(1);
        place.write("orphan", new byte[] {1});
        try (ChatStorage storage = converting(store)) {
            PseudonymisationReport report = storage.pseudonymisation().run();
            assertThat(report.converted()).isEqualTo(PlainStore.ALL);
            assertThat(report.isComplete()).isTrue();
        }
        assertThat(place.ids()).isEmpty();
    }

    @Test
    void theReportSaysIfTheyCannotBeRemovedNow() {
        KeptStore store = PlainStore.filled();
        place.write("orphan", new byte[] {1});
        try (ChatStorage storage = converting(store)) {
            StoreLease lease = StoreLease.take(
                            StoreAccess.of(storage).orElseThrow().sessions(),
                            StoreLease.RETENTION,
                            Duration.ofMinutes(5))
                    .orElseThrow();
            assertThat(storage.pseudonymisation().run().sanitized()).isFalse();
            assertThat(place.ids()).containsExactly("orphan");
            lease.close();
            storage.pseudonymisation().run();
            assertThat(place.ids()).isEmpty();
        }
    }
}
