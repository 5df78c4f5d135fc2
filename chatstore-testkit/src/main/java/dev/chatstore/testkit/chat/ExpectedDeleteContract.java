package dev.chatstore.testkit.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.ConflictException;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.StoreContract;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Deletes under an expected version. */
abstract class ExpectedDeleteContract extends ChatContract {
    ExpectedDeleteContract(StoreContract contract) {
        super(contract);
    }

    @Test
    void aConversationAtTheExpectedVersionIsDeleted() {
        say("one");
        chats.edit(id, 1, MessageEdit.of("edited"));
        assertThat(chats.delete(id, 2)).isTrue();
        assertThat(chats.find(id)).isEmpty();
        assertThat(history()).isEmpty();
    }

    @Test
    void aConversationAtAnotherVersionStaysAndTheConflictCarriesWhatWasMissed() {
        say("one");
        say("two");
        assertThatThrownBy(() -> chats.delete(id, 1)).isInstanceOfSatisfying(ConflictException.class, e -> {
            assertThat(e.conversation()).isEqualTo(id);
            assertThat(e.expectedVersion()).isEqualTo(1);
            assertThat(e.currentVersion()).isEqualTo(2);
            assertThat(e.missed()).extracting(Message::text).containsExactly("two");
            assertThat(e.complete()).isTrue();
        });
        assertThat(texts()).containsExactly("one", "two");
    }

    @Test
    void aMissingConversationIsNoConflict() {
        assertThat(chats.delete(id, 1)).isFalse();
        say("one");
        chats.delete(id, 1);
        assertThat(chats.delete(id, 1)).isFalse();
    }

    @Test
    void aDeleteWhoseReplyIsLostIsMadeOnce() {
        say("one");
        loseNextReply();
        assertThat(chats.delete(id, 1)).isTrue();
        assertThat(chats.find(id)).isEmpty();
    }

    @Test
    void itIsMadeOnlyIfNoAppendCameBefore() {
        AtomicInteger conflicts = new AtomicInteger();
        say("one");
        Racers.all(RACERS, racer -> {
            if (racer % 2 == 0) {
                return say("more").version();
            }
            try {
                return chats.delete(id, 1);
            } catch (ConflictException e) {
                return conflicts.incrementAndGet();
            }
        });
        // At most one delete found version 1. Without one, every append is there, after the first message.
        assertThat(assertWhole(id)).hasSizeBetween(1, 1 + RACERS / 2);
        if (conflicts.get() == RACERS / 2) {
            assertThat(history()).hasSize(1 + RACERS / 2);
        }
    }
}
