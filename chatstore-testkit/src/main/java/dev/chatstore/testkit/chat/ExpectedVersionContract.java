package dev.chatstore.testkit.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.testkit.Histories;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.StoreContract;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Appending with an expected version. */
abstract class ExpectedVersionContract extends ChatContract {
    ExpectedVersionContract(StoreContract contract) {
        super(contract);
    }

    @Test
    void exactlyOneOfConcurrentAppendsSucceedsAndTheConflictsCarryTheMissedMessages() {
        long version = say("before").version();
        for (int round = 0; round < 20; round++) {
            version = race(version);
        }
        assertThat(assertWhole(id)).hasSize(1 + 20 * 2);
    }

    @Test
    void exactlyOneOfConcurrentAppendsToANewConversationSucceeds() {
        assertThat(race(0)).isEqualTo(1);
        assertThat(assertWhole(id)).hasSize(2);
    }

    /** Runs concurrent appends that expect the version, and returns the version of the one that succeeded. */
    private long race(long version) {
        List<Racers.Finish<AppendReceipt>> finishes = Racers.race(RACERS, racer -> append(version, "a" + racer, "b"));

        List<AppendReceipt> winners = finishes.stream()
                .map(Racers.Finish::result)
                .filter(Objects::nonNull)
                .toList();
        assertThat(winners).hasSize(1);
        AppendReceipt winner = winners.get(0);
        assertThat(winner.version()).isEqualTo(version + 1);
        List<Message> won = chats.recent(id, 2);
        assertThat(Histories.sequences(won)).isEqualTo(winner.sequences());
        for (Racers.Finish<AppendReceipt> finish : finishes) {
            if (finish.failure() != null) {
                assertThat(finish.failure()).isInstanceOfSatisfying(ConflictException.class, conflict -> {
                    assertThat(conflict.expectedVersion()).isEqualTo(version);
                    assertThat(conflict.currentVersion()).isEqualTo(version + 1);
                    assertThat(conflict.missed()).isEqualTo(won);
                    assertThat(conflict.complete()).isTrue();
                });
            }
        }
        return winner.version();
    }

    @Test
    void aChainOfAppendsThatEachExpectThePreviousVersionSucceeds() {
        long version = 0;
        for (int i = 0; i < 10; i++) {
            version = append(version, "message " + i).version();
        }
        assertThat(assertWhole(id)).hasSize(10);
    }

    @Test
    void aConflictCarriesTheMissedMessagesOldestFirst() {
        long seen = say("seen").version();
        say("missed 1", "missed 2");
        chats.append(id, NewMessage.assistant("missed 3").withId("an id"));

        ConflictException conflict = conflict(seen);

        assertThat(conflict.currentVersion()).isEqualTo(3);
        assertThat(conflict.missed()).isEqualTo(history().subList(1, 4));
        assertThat(conflict.complete()).isTrue();
    }

    @Test
    void aConflictCarriesTheNewestHundredMissedMessagesAndSaysThatThereAreMore() {
        say("seen");
        say(IntStream.range(0, ConflictException.MAX_MISSED)
                .mapToObj(i -> "missed " + i)
                .toArray(String[]::new));
        ConflictException exact = conflict(1);
        assertThat(exact.missed()).isEqualTo(history().subList(1, 101));
        assertThat(exact.complete()).isTrue();

        say("one more");
        ConflictException over = conflict(1);
        assertThat(over.missed()).isEqualTo(history().subList(2, 102));
        assertThat(over.complete()).isFalse();
    }

    @Test
    void aConflictWithChangesThatAppendNothingCarriesNoMessages() {
        long seen = say("one", "two").version();
        chats.patch(ConversationPatch.of(id).withTitle("a title"));
        chats.edit(id, 1, MessageEdit.text("uno"));
        chats.redact(id, 2);

        ConflictException conflict = conflict(seen);

        assertThat(conflict.currentVersion()).isEqualTo(4);
        assertThat(conflict.missed()).isEmpty();
        assertThat(conflict.complete()).isTrue();
    }

    @Test
    void aConflictChangesNothing() {
        say("one");
        say("two");
        Conversation before = head();

        conflict(1);

        assertThat(head()).isEqualTo(before);
        assertThat(texts()).containsExactly("one", "two");
    }

    @Test
    void expectingAVersionOfAMissingConversationConflictsWithoutMessages() {
        ConflictException conflict = conflict(3);

        assertThat(conflict.currentVersion()).isZero();
        assertThat(conflict.missed()).isEmpty();
        assertThat(conflict.complete()).isTrue();
        assertThat(chats.find(id)).isEmpty();
    }

    @Test
    void expectingAFutureVersionConflictsWithoutMessages() {
        say("one");

        ConflictException conflict = conflict(7);

        assertThat(conflict.currentVersion()).isEqualTo(1);
        assertThat(conflict.missed()).isEmpty();
    }

    @Test
    void expectingNoConversationWhereOneExistsConflictsWithAllItsMessages() {
        say("one", "two");
        say("three");

        ConflictException conflict = conflict(0);

        assertThat(conflict.currentVersion()).isEqualTo(2);
        assertThat(conflict.missed()).isEqualTo(history());
    }

    @Test
    void anOpenedConversationExistsAndHasAVersion() {
        long version = chats.open(id, Profile.EMPTY).version();

        assertThat(conflict(0).currentVersion()).isEqualTo(version);
        assertThat(append(version, "first").version()).isEqualTo(version + 1);
    }

    private AppendReceipt append(long expected, String... texts) {
        NewMessage[] messages = Arrays.stream(texts).map(NewMessage::user).toArray(NewMessage[]::new);
        return chats.append(Append.of(id, messages).expecting(expected));
    }

    private ConflictException conflict(long expected) {
        ConflictException conflict =
                catchThrowableOfType(ConflictException.class, () -> append(expected, "a loser's message"));
        assertThat(conflict).isNotNull();
        assertThat(conflict.expectedVersion()).isEqualTo(expected);
        return conflict;
    }
}
