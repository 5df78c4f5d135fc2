package dev.chatstore.testkit.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.ConflictException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.StoreContract;
import java.util.List;
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
    void anExpectedVersionIsPositive() {
        say("one");
        for (long version : new long[] {0, -1}) {
            assertThatThrownBy(() -> chats.delete(id, version)).isInstanceOf(InvalidInputException.class);
        }
        assertThat(texts()).containsExactly("one");
    }

    @Test
    void itIsMadeOnlyIfNoAppendCameBefore() {
        for (int round = 0; round < 10; round++) {
            ConversationId contested = ConversationId.of("round " + round);
            say(contested, "one");
            List<String> results = Racers.all(RACERS, racer -> {
                if (racer % 2 == 0) {
                    say(contested, "more");
                    return "appended";
                }
                try {
                    return chats.delete(contested, 1) ? "deleted" : "missing";
                } catch (ConflictException e) {
                    return "conflict";
                }
            });
            // The version never returns to 1, so that only one delete can find it.
            long deleted = results.stream().filter("deleted"::equals).count();
            assertThat(deleted).isLessThanOrEqualTo(1);
            assertThat(assertWhole(contested)).hasSize(RACERS / 2 + (deleted == 0 ? 1 : 0));
            if (deleted == 0) {
                assertThat(results).doesNotContain("missing");
            }
        }
    }
}
