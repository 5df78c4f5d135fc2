package dev.chatstore.api.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Profile;
import dev.chatstore.api.SessionId;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class StoreScopeTest {
    private static final ConversationId ID = ConversationId.of("shop", "kari");
    private static final SessionId SESSION = new SessionId("shop", "carts", "kari");

    private static Conversation conversation(Profile profile) {
        return new Conversation(ID, 1, 0, 0, 0, profile, false, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);
    }

    @Test
    void aScopeIncludesWhatItNames() {
        Conversation owned = conversation(Profile.EMPTY.withOwner("me"));
        Conversation free = conversation(Profile.EMPTY);
        for (StoreScope scope : List.of(StoreScope.everything(), StoreScope.ofTenant("shop"))) {
            assertThat(scope.includes(owned)).isTrue();
            assertThat(scope.includes(free)).isTrue();
            assertThat(scope.includes(SESSION, null)).isTrue();
        }
        StoreScope mine = StoreScope.ofOwner("shop", "me");
        assertThat(mine.includes(owned)).isTrue();
        assertThat(mine.includes(free)).isFalse();
        assertThat(mine.includes(SESSION, "me")).isTrue();
        assertThat(mine.includes(SESSION, "you")).isFalse();
        assertThat(mine.includes(SESSION, null)).isFalse();
        assertThat(StoreScope.ofTenant("another").includes(owned)).isFalse();
        assertThat(StoreScope.ofTenant("another").includes(SESSION, null)).isFalse();
    }

    @Test
    void aScopeOfAConversationHasNoSession() {
        StoreScope scope = StoreScope.ofConversation(ID);
        assertThat(scope.conversation()).isEqualTo(ID);
        assertThat(scope.includes(conversation(Profile.EMPTY))).isTrue();
        assertThat(scope.includes(SESSION, null)).isFalse();
        assertThat(StoreScope.ofTenant("shop").conversation()).isNull();
    }

    @Test
    void whatNamesNothingIsRefused() {
        List<ThrowingCallable> malformed = List.of(
                () -> StoreScope.ofTenant(" "),
                () -> StoreScope.ofOwner("shop", ""),
                () -> StoreScope.ofOwner("", "me"),
                () -> new StoreScope(null, "me", null),
                () -> new StoreScope(null, null, "kari"),
                () -> new StoreScope("shop", "me", "kari"),
                () -> new StoreScope("shop", null, " "));
        for (ThrowingCallable scope : malformed) {
            assertThatThrownBy(scope).isInstanceOf(InvalidInputException.class);
        }
    }
}
