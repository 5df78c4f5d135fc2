package dev.chatstore.testkit.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.ClosedException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.contents.ContentEstimate;
import dev.chatstore.api.contents.Figure;
import dev.chatstore.testkit.StoreContract;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The tenants of the whole store, and estimates of all that it holds. */
abstract class StoreContentsContract extends ContentsContract {
    StoreContentsContract(StoreContract contract) {
        super(contract);
    }

    @Test
    void theTenantsAreThoseWithConversationsOrSessions() {
        assertThat(contents.tenants().hasNext()).isFalse();
        say(ConversationId.of("b", "c"), "one");
        say(ConversationId.of("B{:%}", "c"), "one");
        say(ConversationId.of("B{:%}", "d"), "two");
        chats.open(ConversationId.of("\uff5e", "c"), Profile.EMPTY);
        chats.open(ConversationId.of("\ud83d\ude00", "c"), Profile.EMPTY);
        sessions().getOrCreate(SessionKey.of("b", "s"), () -> 1);
        sessions().getOrCreate(SessionKey.of("a", "s"), () -> 1);
        Iterator<String> tenants = contents.tenants();
        assertThat(tenants).toIterable().containsExactly("B{:%}", "a", "b", "\uff5e", "\ud83d\ude00");
        assertThatThrownBy(tenants::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void whatIsExactInAnEstimateOfEverythingIsRight() {
        chats.append(id, NewMessage.user("one").withTokens(3));
        chats.append(ConversationId.of("tenant", "c"), NewMessage.user("two").withTokens(4), NewMessage.user("three"));
        say(other, "to be deleted");
        chats.delete(other);
        sessions().getOrCreate(SessionKey.of("a"), () -> 1);
        sessions().getOrCreate(SessionKey.of("tenant", "b"), () -> 1);
        clock.advance(Duration.ofMinutes(5));
        sessions().getOrCreate(SessionKey.of("c"), () -> 1);
        clock.advance(Duration.ofMinutes(5));

        ContentEstimate estimate = contents.estimate();
        assertExact(estimate.conversations(), 2);
        assertExact(estimate.messages(), 3);
        assertExact(estimate.tokens(), 7);
        assertExact(estimate.sessions(), 1);
        assertThat(estimate.asMap()).containsKeys("conversations", "messages", "sessions", "estimated");
    }

    @Test
    void aClosedStorageCountsNothing() {
        storage.close();
        assertThatThrownBy(() -> contents.count(ALL)).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> contents.estimate()).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> contents.tenants().hasNext()).isInstanceOf(ClosedException.class);
    }

    private static void assertExact(@Nullable Figure figure, long value) {
        if (figure != null) {
            assertThat(figure.value()).isNotNegative();
            assertThat(figure.exact() ? figure.value() : value).isEqualTo(value);
        }
    }
}
