package dev.chatstore.testkit.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Slice;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.StoreContract;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Deleting conversations. A delete wins over writers that began before it. */
abstract class DeletingContract extends ChatContract {
    DeletingContract(StoreContract contract) {
        super(contract);
    }

    @Test
    void aDeletedConversationIsGoneWithAllItsData() {
        chats.append(id, named("m", 3));
        chats.edit(id, 2, MessageEdit.text("edited"));

        assertThat(chats.delete(id)).isTrue();

        assertThat(chats.find(id)).isEmpty();
        assertThat(history()).isEmpty();
        assertThat(chats.recent(id, 10)).isEmpty();
        assertThat(chats.history(id, Slice.pathTo(3, 10))).isEmpty();
        assertThat(chats.find(id, 1)).isEmpty();
        assertThat(chats.find(id, "m-0")).isEmpty();
        assertThat(chats.revisions(id, 2)).isEmpty();
    }

    @Test
    void deletingAMissingConversationReturnsFalse() {
        assertThat(chats.delete(id)).isFalse();
        say("one");
        assertThat(chats.delete(id)).isTrue();
        assertThat(chats.delete(id)).isFalse();
    }

    @Test
    void aLongConversationIsDeletedCompletely() {
        chats.append(id, named("m", 5_000));
        chats.append(id, named("n", 5_000));
        assertThat(chats.delete(id)).isTrue();
        assertThat(history()).isEmpty();
        assertThat(chats.append(id, named("m", 1)).sequences()).containsExactly(1L);
    }

    @Test
    void aLaterAppendStartsANewConversationWithAHigherVersion() {
        chats.open(id, Profile.EMPTY.withTitle("old"));
        say("one", "two");
        long old = say("three").version();
        chats.delete(id);
        clock.advance(Duration.ofMinutes(1));

        assertThat(say("new").sequences()).containsExactly(1L);

        assertThat(head().version()).isGreaterThan(old);
        assertThat(head().profile()).isEqualTo(Profile.EMPTY);
        assertThat(head().messageCount()).isEqualTo(1);
        assertThat(head().created()).isEqualTo(START.plusSeconds(60));
        assertThat(texts()).containsExactly("new");
        assertThat(history().get(0).version()).isEqualTo(head().version());
    }

    @Test
    void aReopenedConversationIsNewAndHasAHigherVersion() {
        long old = say("one").version();
        chats.delete(id);

        assertThat(chats.open(id, Profile.EMPTY.withTitle("new")).version()).isGreaterThan(old);
        assertThat(head().profile().title()).isEqualTo("new");
        assertThat(history()).isEmpty();
    }

    @Test
    void theMessageIdsOfADeletedConversationCanBeUsedAgain() {
        chats.append(id, named("m", 3));
        chats.delete(id);
        assertThat(chats.append(id, named("m", 3)).duplicate()).isFalse();
        assertThat(assertWhole(id)).hasSize(3);
    }

    @Test
    void anAppendThatExpectsAVersionFromBeforeTheDeleteConflicts() {
        long seen = say("one").version();
        chats.delete(id);

        ConflictException gone = conflict(() -> append(seen));
        assertThat(gone.currentVersion()).isZero();
        assertThat(gone.missed()).isEmpty();
        assertThat(chats.find(id)).isEmpty();

        say("a new beginning");
        assertThat(conflict(() -> append(seen)).missed()).isEqualTo(history());
        assertThat(texts()).containsExactly("a new beginning");
    }

    @Test
    void theNewConversationNeverHasAVersionOfTheDeletedOne() {
        for (int i = 0; i < 5; i++) {
            say("old " + i);
        }
        chats.delete(id);
        say("new");
        for (long seen = 1; seen <= 5; seen++) {
            long version = seen;
            conflict(() -> append(version));
        }
        assertThat(texts()).containsExactly("new");
    }

    @Test
    void anAppendAfterADeleteCanExpectNoConversation() {
        say("one");
        chats.delete(id);
        assertThat(append(0).sequences()).containsExactly(1L);
    }

    @Test
    void editsRedactionsAndPatchesAfterADeleteCreateNothing() {
        long seen = say("one").version();
        chats.delete(id);

        assertThat(chats.edit(id, 1, MessageEdit.text("uno"))).isEmpty();
        assertThat(chats.redact(id, 1)).isEmpty();
        assertThat(chats.patch(ConversationPatch.of(id).withTitle("a title"))).isEmpty();
        conflict(() -> chats.patch(ConversationPatch.of(id).withTitle("a title").expecting(seen)));
        assertThat(chats.find(id)).isEmpty();

        say("a new beginning");
        conflict(() -> chats.patch(ConversationPatch.of(id).withTitle("a title").expecting(seen)));
        assertThat(head().profile()).isEqualTo(Profile.EMPTY);
    }

    @Test
    void exactlyOneOfConcurrentDeletesReturnsTrue() {
        for (int round = 0; round < 20; round++) {
            say("one", "two");
            List<Boolean> deleted = Racers.all(RACERS, racer -> chats.delete(id));
            assertThat(deleted.stream().filter(was -> was)).hasSize(1);
        }
    }

    @Test
    void noMessageSurvivesADeleteThatBeganAfterItsAppend() {
        Map<String, long[]> appends = new ConcurrentHashMap<>();
        Queue<long[]> deletes = new ConcurrentLinkedQueue<>();
        Racers.all(RACERS, racer -> {
            for (int i = 0; i < 60; i++) {
                long begin = System.nanoTime();
                if (racer == 0 && i % 5 == 4) {
                    chats.delete(id);
                    deletes.add(new long[] {begin, System.nanoTime()});
                } else {
                    String text = racer + "/" + i;
                    say(text + "/a", text + "/b");
                    appends.put(text, new long[] {begin, System.nanoTime()});
                }
            }
            return racer;
        });

        List<String> left = assertWhole(id).stream().map(Message::text).toList();
        long lastBegin = deletes.stream().mapToLong(times -> times[0]).max().orElseThrow();
        long lastEnd = deletes.stream().mapToLong(times -> times[1]).max().orElseThrow();
        appends.forEach((text, times) -> {
            boolean isStored = left.contains(text + "/a");
            assertThat(left.contains(text + "/b")).as("both of %s", text).isEqualTo(isStored);
            if (times[1] - lastBegin < 0) {
                assertThat(isStored)
                        .as("%s, which ended before the last delete began", text)
                        .isFalse();
            }
            if (times[0] - lastEnd > 0) {
                assertThat(isStored)
                        .as("%s, which began after the last delete ended", text)
                        .isTrue();
            }
        });
    }

    @Test
    void deletingAConversationDoesNotAffectOneWithASimilarId() {
        ConversationId neighbour = ConversationId.of("a conversation ");
        chats.append(id, named("m", 3));
        chats.append(neighbour, named("m", 3));
        chats.delete(id);
        assertThat(assertWhole(neighbour)).hasSize(3);
        assertThat(chats.find(neighbour, "m-2")).isPresent();
    }

    private AppendReceipt append(long expected) {
        return chats.append(
                Append.of(id, NewMessage.user("for version " + expected)).expecting(expected));
    }

    private static ConflictException conflict(ThrowingCallable call) {
        ConflictException conflict = catchThrowableOfType(ConflictException.class, call);
        assertThat(conflict).isNotNull();
        return conflict;
    }
}
