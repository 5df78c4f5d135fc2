package dev.chatstore.testkit.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.AppendRefusal;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.DuplicateMessageException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.NewMessage;
import dev.chatstore.testkit.Histories;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.StoreContract;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Appending to several conversations in one call. */
abstract class AppendAllContract extends ChatContract {
    private final ConversationId a = ConversationId.of("a");
    private final ConversationId b = ConversationId.of("b");
    private final ConversationId c = ConversationId.of("another tenant", "a");

    AppendAllContract(StoreContract contract) {
        super(contract);
    }

    @Test
    void outcomesAreReturnedInTheOrderOfTheAppends() {
        List<AppendOutcome> outcomes = chats.appendAll(List.of(append(b, "1"), append(c, "2"), append(a, "3")));

        assertThat(outcomes).extracting(AppendOutcome::conversation).containsExactly(b, c, a);
        assertThat(outcomes).allSatisfy(outcome -> {
            assertThat(outcome.receipt().sequences()).containsExactly(1L);
            assertThat(outcome.receipt().version()).isEqualTo(1);
        });
        assertThat(Histories.texts(assertWhole(c))).containsExactly("2");
    }

    @Test
    void anEmptyCallHasNoOutcomes() {
        assertThat(chats.appendAll(List.of())).isEmpty();
    }

    @Test
    void appendsToOneConversationAreMadeInTheOrderGiven() {
        List<AppendOutcome> outcomes = chats.appendAll(
                List.of(append(a, "1", "2"), append(b, "x"), append(a, "3"), append(b, "y"), append(a, "4")));

        assertThat(Histories.texts(assertWhole(a))).containsExactly("1", "2", "3", "4");
        assertThat(Histories.texts(assertWhole(b))).containsExactly("x", "y");
        assertThat(outcomes.stream().map(outcome -> outcome.receipt().version()))
                .containsExactly(1L, 1L, 2L, 2L, 3L);
        assertThat(outcomes.get(4).receipt().sequences()).containsExactly(4L);
        assertThat(head(a).version()).isEqualTo(3);
    }

    @Test
    void aChainOfExpectedVersionsInOneCallSucceeds() {
        List<AppendOutcome> outcomes = chats.appendAll(List.of(
                append(a, "1").expecting(0),
                append(a, "2").expecting(1),
                append(a, "3").expecting(2)));

        assertThat(outcomes).allMatch(outcome -> outcome instanceof AppendReceipt);
        assertThat(Histories.texts(assertWhole(a))).containsExactly("1", "2", "3");
    }

    @Test
    void aRefusedAppendDoesNotAffectTheOthers() {
        chats.append(a, NewMessage.user("old").withId("old"));
        List<AppendOutcome> outcomes = chats.appendAll(List.of(
                append(b, "1"),
                append(a, "a loser").expecting(9),
                append(b, "2"),
                Append.of(a, NewMessage.user("other").withId("old")),
                Append.of(c, NewMessage.user("orphan").withParent(5)),
                append(a, "3"),
                append(b, "4").expecting(2)));

        assertRefused(outcomes.get(1), ConflictException.class);
        assertRefused(outcomes.get(3), DuplicateMessageException.class);
        assertRefused(outcomes.get(4), InvalidInputException.class);
        assertThat(Histories.texts(assertWhole(a))).containsExactly("old", "3");
        assertThat(Histories.texts(assertWhole(b))).containsExactly("1", "2", "4");
        assertThat(chats.find(c)).isEmpty();
        assertThat(outcomes.get(5).receipt().version()).isEqualTo(2);
    }

    @Test
    void aConflictCarriesWhatTheSameCallAppendedBefore() {
        List<AppendOutcome> outcomes = chats.appendAll(
                List.of(append(a, "1"), append(a, "2"), append(a, "late").expecting(1)));

        ConflictException conflict = assertRefused(outcomes.get(2), ConflictException.class);
        assertThat(conflict.currentVersion()).isEqualTo(2);
        assertThat(Histories.texts(conflict.missed())).containsExactly("2");
    }

    @Test
    void aRefusedAppendDoesNotRaiseTheVersionForTheNext() {
        List<AppendOutcome> outcomes = chats.appendAll(List.of(
                append(a, "1"),
                append(a, "never").expecting(0),
                append(a, "after").expecting(2)));

        assertRefused(outcomes.get(1), ConflictException.class);
        assertRefused(outcomes.get(2), ConflictException.class);
        assertThat(Histories.texts(assertWhole(a))).containsExactly("1");
    }

    @Test
    void concurrentCallsThatAppendToTheSameConversationsAllSucceed() {
        List<List<AppendOutcome>> outcomes = Racers.all(RACERS, racer -> {
            List<AppendOutcome> mine = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                int round = i;
                // Each racer visits the same conversations in its own order.
                mine.addAll(chats.appendAll(IntStream.range(0, 50)
                        .mapToObj(n -> "c" + (n * (2 * racer + 1) + racer) % 64)
                        .map(name -> append(ConversationId.of(name), racer + "/" + round, "and"))
                        .toList()));
            }
            return mine;
        });

        assertThat(outcomes.stream().flatMap(List::stream)).allMatch(outcome -> outcome instanceof AppendReceipt);
        int messages = 0;
        for (int n = 0; n < 64; n++) {
            messages += assertWhole(ConversationId.of("c" + n)).size();
        }
        assertThat(messages).isEqualTo(RACERS * 5 * 50 * 2);
    }

    private static Append append(ConversationId id, String... texts) {
        return Append.of(id, Arrays.stream(texts).map(NewMessage::user).toList());
    }

    private static <E extends ChatStoreException> E assertRefused(AppendOutcome outcome, Class<E> type) {
        assertThat(outcome).isInstanceOf(AppendRefusal.class);
        ChatStoreException reason = ((AppendRefusal) outcome).reason();
        assertThat(reason).isInstanceOf(type);
        assertThatThrownBy(outcome::receipt).isSameAs(reason);
        return type.cast(reason);
    }
}
