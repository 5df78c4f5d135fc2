package dev.chatstore.core.pseudonym.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.core.dump.StoreDigest;
import dev.chatstore.core.lease.WorkTurn;
import dev.chatstore.core.pseudonym.KeptStore;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that ends before or after each step of a conversion, and another one that goes on. */
class PseudonymisationCrashTest {
    private static PseudonymisationReport convert(KeptStore store) {
        try (ChatStorage storage = store.builder()
                .set("privacy.key", KeptStore.KEY)
                .pseudonymising()
                .open()) {
            return storage.pseudonymisation().run();
        }
    }

    private static List<StoreDigest> digests(ChatStorage storage) {
        return List.of(
                StoreDigest.of(storage, StoreScope.ofTenant("acme")),
                StoreDigest.of(storage, StoreScope.ofTenant("globex")),
                StoreDigest.of(storage, StoreScope.ofTenant("chatstore.holds")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRunThatIsContinuedLosesAndDoublesNothing(boolean after) {
        KeptStore whole = PlainStore.filled();
        convert(whole);
        List<StoreDigest> expected;
        try (ChatStorage storage = whole.open(KeptStore.KEY)) {
            expected = digests(storage);
        }
        int crashes = 0;
        for (int step = 1; crashes == step - 1; step++) {
            KeptStore store = PlainStore.filled();
            store.failAt(step, after);
            try {
                convert(store);
            } catch (UnavailableException e) {
                crashes++;
            }
            store.failAt(0, false);
            // Until the lease of the process that has ended is over.
            store.clock.advance(WorkTurn.LEASE.plusMillis(1));
            assertThat(convert(store).isComplete()).as("at step %s", step).isTrue();
            try (ChatStorage storage = store.open(KeptStore.KEY)) {
                assertThat(digests(storage)).as("at step %s", step).isEqualTo(expected);
            }
        }
        // The record twice, two steps for each of two holds, two conversations and a session, one for the other,
        // sanitize.
        assertThat(crashes).isGreaterThanOrEqualTo(14);
    }
}
