package dev.chatstore.core.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Page;
import dev.chatstore.testkit.MutableClock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HoldsTest {
    private static final Held KARI = Held.owner("acme", "kari");
    private static final Held CONVERSATION = Held.conversation(ConversationId.of("acme", "kari"));

    private final MutableClock clock = MutableClock.at(Stores.START);
    private final ChatStorage storage = Stores.open(clock);
    private final Holds holds = Holds.of(storage);

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void aHoldIsFoundUntilItIsReleased() {
        Hold placed = holds.place(KARI, "case 4711", "operator:ola");

        assertThat(placed).isEqualTo(new Hold(KARI, "case 4711", "operator:ola", Stores.START));
        assertThat(holds.find(KARI)).contains(placed);
        assertThat(holds.release(KARI)).isTrue();
        assertThat(holds.find(KARI)).isEmpty();
        assertThat(holds.release(KARI)).isFalse();
    }

    @Test
    void anOwnerAConversationAndTheSameNamesUnderAnotherTenantAreDifferent() {
        holds.place(KARI, "case 1", "ola");

        assertThat(holds.find(CONVERSATION)).isEmpty();
        assertThat(holds.find(Held.owner("globex", "kari"))).isEmpty();
        assertThat(HoldRecord.key(Held.owner("a", "bc"))).isNotEqualTo(HoldRecord.key(Held.owner("ab", "c")));
    }

    @Test
    void aHoldThatIsPlacedAgainStaysAsItWas() {
        Hold first = holds.place(KARI, "case 1", "ola");

        assertThat(holds.place(KARI, "case 2", "nils")).isEqualTo(first);
    }

    @Test
    void allHoldsAreListedInPages() {
        holds.place(KARI, "case 1", "ola");
        clock.advance(java.time.Duration.ofSeconds(1));
        holds.place(CONVERSATION, "case 2", "ola");

        Page<Hold> first = holds.list(1, null);
        Page<Hold> second = holds.list(1, first.next());

        assertThat(first.items()).extracting(Hold::held).containsExactly(CONVERSATION);
        assertThat(second.items()).extracting(Hold::held).containsExactly(KARI);
        assertThat(second.next()).isNull();
    }

    @Test
    void aDamagedHoldHoldsAndIsListedAsUnreadable() {
        holds.place(CONVERSATION, "case 1", "ola");
        storage.chats().patch(ConversationPatch.of(HoldRecord.key(CONVERSATION)).withMetadata(Map.of("kind", 7)));
        Stores.append(storage, ConversationId.of("acme", "kari"), "ola", 1);

        assertThat(holds.cover(
                        storage.chats().find(ConversationId.of("acme", "kari")).orElseThrow()))
                .isTrue();
        assertThat(holds.find(CONVERSATION)).get().extracting(Hold::reason).isEqualTo("");
        assertThat(holds.list(10, null).items()).isEmpty();
        assertThat(holds.list(10, null).unreadable()).hasSize(1);
    }

    @Test
    void namesOfTheGreatestLengthCanBeHeld() {
        Held longest = Held.owner("\uD83D\uDE00".repeat(255), "\uD83D\uDE00".repeat(255));

        holds.place(longest, "r".repeat(Hold.MAX_REASON), "b".repeat(Hold.MAX_BY));

        assertThat(holds.list(1, null).items()).extracting(Hold::held).containsExactly(longest);
    }

    @Test
    void wrongPartsAreRefused() {
        assertThatThrownBy(() -> holds.place(KARI, " ", "ola")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> holds.place(KARI, "r".repeat(Hold.MAX_REASON + 1), "ola"))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> holds.place(KARI, "case", "")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> Held.owner("acme", "")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> holds.place(Held.owner("chatstore.audit", "kari"), "case", "ola"))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void aHoldShowsNothingThatUsersWrote() {
        assertThat(holds.place(KARI, "a secret", "ola").toString())
                .doesNotContain("a secret")
                .doesNotContain("ola")
                .doesNotContain("kari");
    }
}
