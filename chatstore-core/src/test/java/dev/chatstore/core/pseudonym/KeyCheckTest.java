package dev.chatstore.core.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.NewMessage;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Opening a store with its key, without it and with others. */
class KeyCheckTest {
    private static final ConversationId ID = ConversationId.of("+4799887766");

    private final KeptStore store = new KeptStore();

    private void write(ChatStorage storage) {
        try (storage) {
            storage.chats().append(ID, NewMessage.user("hello"));
        }
    }

    private void assertFound(ChatStorage storage) {
        try (storage) {
            assertThat(storage.chats().recent(ID, 10)).hasSize(1);
        }
    }

    @Test
    void anEmptyStoreRemembersItsKey() {
        write(store.open(KeptStore.KEY));
        assertFound(store.open(KeptStore.KEY));
    }

    @Test
    void aLostKeyIsNoticed() {
        write(store.open(KeptStore.KEY));
        assertThatThrownBy(store::open)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("privacy.key is required");
        assertFound(store.open(KeptStore.KEY));
    }

    @Test
    void anotherKeyIsNoticed() {
        write(store.open(KeptStore.KEY));
        assertThatThrownBy(() -> store.open(KeptStore.OTHER_KEY))
                .hasMessageStartingWith("privacy.key and privacy.old-keys must be the keys of this store");
        assertThatThrownBy(() -> store.builder()
                        .set("privacy.key", KeptStore.OTHER_KEY)
                        .set("privacy.old-keys", KeptStore.KEY)
                        .open())
                .hasMessageContaining("run chatstore pseudonymise");
        assertFound(store.open(KeptStore.KEY));
    }

    @Test
    void otherKindsAreNoticed() {
        write(store.builder()
                .set("privacy.key", KeptStore.KEY)
                .set("privacy.pseudonyms", "owners,conversations")
                .open());
        assertThatThrownBy(() -> store.open(KeptStore.KEY))
                .hasMessageStartingWith("privacy.pseudonyms must be")
                .hasMessageContaining("run chatstore pseudonymise");
        assertThatThrownBy(() -> store.builder()
                        .set("privacy.key", KeptStore.KEY)
                        .set("privacy.pseudonyms", "owners")
                        .open())
                .hasMessageStartingWith("privacy.pseudonyms must be")
                .message()
                .doesNotContain("run chatstore");
    }

    @Test
    void aStoreWithPlainIdsIsNotMixed() {
        write(store.open());
        assertThatThrownBy(() -> store.open(KeptStore.KEY))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("run chatstore pseudonymise first");
        assertFound(store.open());
    }

    @Test
    void withoutAKeyOpeningCostsOneLookUpAndWritesNothing() {
        write(store.open());
        store.failAt(1, false);
        assertFound(store.open());
        assertThat(store.steps).hasValue(0);
    }

    @Test
    void theErrorHasTheNameThatTheSettingWasGivenBy() {
        write(store.open(KeptStore.KEY));
        assertThatThrownBy(() -> store.builder()
                        .environment(Map.of("CHATSTORE_PRIVACY_KEY", "short"))
                        .open())
                .hasMessageStartingWith("CHATSTORE_PRIVACY_KEY ");
    }
}
