package dev.chatstore.testkit.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.Change;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Slice;
import dev.chatstore.api.contents.ContentQuery;
import dev.chatstore.api.contents.ContentStatistics;
import dev.chatstore.api.contents.Contents;
import dev.chatstore.api.contents.Grouping;
import dev.chatstore.api.spi.OldMessages;
import dev.chatstore.testkit.Histories;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.StoreContract;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The removal of the oldest messages of a conversation. */
public abstract class TrimContract extends LifeContract {
    /** Creates the group for a contract, which opens the store. */
    protected TrimContract(StoreContract contract) {
        super(contract);
    }

    @Test
    void theOldestMessagesAreGoneForEveryReader() {
        say(id, 6);
        chats.edit(id, 2, MessageEdit.of("edited").withTokens(9));
        chats.edit(id, 5, MessageEdit.of("edited too"));
        assertHistory(id, 1, 6);
        Conversation before = head();
        clock.advance(Duration.ofMinutes(1));

        assertThat(trim(4)).isEqualTo(3);
        assertThat(head())
                .isEqualTo(new Conversation(
                        id,
                        before.version() + 1,
                        3,
                        6,
                        15,
                        Profile.EMPTY,
                        false,
                        before.created(),
                        before.lastActivity(),
                        clock.instant()));
        assertHistory(id, 4, 6);
        assertThat(chats.find(id, "m3")).isEmpty();
        assertThat(chats.find(id, "m4")).isPresent();
        assertThat(chats.revisions(id, 2)).isEmpty();
        assertThat(chats.revisions(id, 5)).hasSize(2);
        assertThat(chats.history(id, Slice.before(4, 5))).isEmpty();
        assertThat(sequences(Slice.after(1, 2))).containsExactly(4L, 5L);
        assertThat(sequences(Slice.before(6, 9))).containsExactly(4L, 5L);
    }

    private List<Long> sequences(Slice slice) {
        List<Message> messages = chats.history(id, slice);
        assertThat(chats.latest().history(id, slice)).isEqualTo(messages);
        return Histories.sequences(messages);
    }

    @Test
    void nothingIsRemovedOfAConversationThatWasCreatedAgain() {
        say(id, 4);
        Conversation seen = head();
        chats.delete(id);
        clock.advance(Duration.ofMinutes(1));
        say(id, 4);

        assertThat(access.oldMessages().trim(id, seen.created(), 3, ALL)).isZero();
        assertHistory(id, 1, 4);
        assertThat(access.oldMessages().trim(id, head().created(), 3, ALL)).isEqualTo(2);
        assertHistory(id, 3, 4);
    }

    @Test
    void nothingIsRemovedAtOrBelowTheBeginning() {
        say(id, 3);
        assertThat(trim(Long.MIN_VALUE)).isZero();
        assertThat(trim(1)).isZero();
        assertThat(trim(3)).isEqualTo(2);
        Conversation before = head();
        assertThat(trim(2)).isZero();
        assertThat(trim(3)).isZero();
        assertThat(head()).isEqualTo(before);
    }

    @Test
    void aMissingOrEmptyConversationHasNothingToRemove() {
        assertThat(trim(5)).isZero();
        assertThat(chats.find(id)).isEmpty();
        chats.open(id, Profile.EMPTY);
        assertThat(trim(5)).isZero();
        assertThat(head().version()).isEqualTo(1);
        assertThat(head().firstSequence()).isEqualTo(1);
    }

    @Test
    void anEmptiedConversationGoesOnWithTheNextSequence() {
        say(id, 3);
        assertThat(chats.recent(id, 5)).hasSize(3);
        assertThat(trim(Long.MAX_VALUE)).isEqualTo(3);
        assertHistory(id, 4, 3);
        assertThat(chats.recentPath(id, 5)).isEmpty();

        AppendReceipt receipt = chats.append(id, NewMessage.user("next"));
        assertThat(receipt.sequences()).containsExactly(4L);
        assertThat(receipt.version()).isEqualTo(5);
        assertHistory(id, 4, 4);
        assertThat(sequences(Slice.pathToNewest(5))).containsExactly(4L);
        assertThat(trim(Long.MAX_VALUE)).isEqualTo(1);
        assertHistory(id, 5, 4);
    }

    @Test
    void aCallRemovesNoMoreThanItsLimit() {
        say(id, 6);
        assertThat(trim(id, 6, 2)).isEqualTo(2);
        assertHistory(id, 3, 6);
        assertThat(trim(id, 6, 2)).isEqualTo(2);
        assertThat(trim(id, 6, 2)).isEqualTo(1);
        assertThat(trim(id, 6, 2)).isZero();
        assertHistory(id, 6, 6);
    }

    @Test
    void aLimitOutOfRangeIsRefused() {
        for (int limit : List.of(-1, 0, OldMessages.MESSAGES_PER_CALL + 1)) {
            assertThatThrownBy(() -> trim(id, 2, limit)).isInstanceOf(InvalidInputException.class);
        }
    }

    @Test
    void anotherTenantsConversationOfTheSameIdStays() {
        ConversationId other = new ConversationId("another", id.value());
        say(id, 4);
        say(other, 4);
        assertThat(trim(4)).isEqualTo(3);
        assertHistory(id, 4, 4);
        assertHistory(other, 1, 4);
        assertThat(chats.find(other, "m1")).isPresent();
    }

    @Test
    void aReplyKeepsItsParentAndAPathEndsThere() {
        chats.append(
                id,
                NewMessage.user("1"),
                NewMessage.assistant("2"),
                NewMessage.assistant("3").withParent(1),
                NewMessage.user("4").withParent(2),
                NewMessage.user("5").withParent(3),
                NewMessage.assistant("6").withParent(3));
        assertThat(sequences(Slice.pathTo(5, 9))).containsExactly(1L, 3L, 5L);
        assertThat(trim(3)).isEqualTo(2);

        assertThat(chats.find(id, 4).orElseThrow().parent()).isEqualTo(2);
        assertThat(sequences(Slice.repliesTo(1, 9))).containsExactly(3L);
        assertThat(sequences(Slice.repliesTo(2, 9))).containsExactly(4L);
        assertThat(sequences(Slice.repliesTo(3, 9))).containsExactly(5L, 6L);
        assertThat(sequences(Slice.repliesTo(0, 9))).isEmpty();
        assertThat(sequences(Slice.pathTo(5, 9))).containsExactly(3L, 5L);
        assertThat(sequences(Slice.pathTo(4, 9))).containsExactly(4L);
        assertThat(sequences(Slice.pathTo(2, 9))).isEmpty();
        assertThat(sequences(Slice.pathToNewest(9))).containsExactly(3L, 6L);
        chats.append(id, NewMessage.user("7").withParent(1));
        assertThat(sequences(Slice.repliesTo(1, 9))).containsExactly(3L, 7L);
    }

    @Test
    void aRemovedMessageIsNeitherEditedNorRedacted() {
        say(id, 3);
        trim(3);
        Conversation before = head();
        assertThat(chats.edit(id, 1, MessageEdit.of("x"))).isEmpty();
        assertThat(chats.edit(id, "m2", MessageEdit.of("x"))).isEmpty();
        assertThat(chats.redact(id, 2)).isEmpty();
        assertThat(chats.redact(id, "m1")).isEmpty();
        assertThat(head()).isEqualTo(before);
    }

    @Test
    void aWriterThatExpectedAnEarlierVersionMissedWhatIsLeft() {
        say(id, 4);
        trim(4);
        assertThatThrownBy(() ->
                        chats.append(Append.of(id, NewMessage.user("late")).expecting(1)))
                .isInstanceOfSatisfying(ConflictException.class, conflict -> {
                    assertThat(conflict.currentVersion()).isEqualTo(5);
                    assertThat(Histories.sequences(conflict.missed())).containsExactly(4L);
                });
        assertThat(chats.append(Append.of(id, NewMessage.user("in time")).expecting(5))
                        .sequences())
                .containsExactly(5L);
    }

    @Test
    void onlyWhatIsLeftIsCounted() {
        chats.append(id, NewMessage.user("abc").withTokens(1).withId("a"), NewMessage.assistant("de"));
        chats.append(
                id, NewMessage.user("f").withTokens(2), NewMessage.user("gh").withTokens(3));
        ConversationId other = ConversationId.of("other");
        say(other, 3);
        trim(4);
        trim(other, 3, ALL);
        ContentStatistics counted = Contents.of(storage)
                .orElseThrow()
                .count(ContentQuery.ofTenant(id.tenant()).by(Grouping.ROLE));
        assertThat(counted.messages()).isEqualTo(2);
        assertThat(counted.tokens()).isEqualTo(6);
        assertThat(counted.textBytes()).isEqualTo(4);
    }

    @Test
    void aSuccessorOfADeletedConversationBeginsAnew() {
        say(id, 4);
        trim(3);
        long version = head().version();
        assertThat(chats.delete(id)).isTrue();
        assertThat(chats.find(id)).isEmpty();
        assertThat(chats.append(id, named(1), named(2)).sequences()).containsExactly(1L, 2L);
        assertThat(head().version()).isEqualTo(version + 2);
        assertHistory(id, 1, 2);
    }

    @Test
    void listenersGetTheConversationAfterwards() throws InterruptedException {
        ConversationId own = new ConversationId("tenant " + UUID.randomUUID(), "a conversation");
        BlockingQueue<Change> heard = new LinkedBlockingQueue<>();
        say(own, 3);
        storage.subscribe(own, heard::add);
        trim(own, 3, ALL);
        trim(own, 3, ALL);
        chats.append(own, named(4));
        assertThat(Objects.requireNonNull(heard.poll(20, TimeUnit.SECONDS)))
                .isInstanceOfSatisfying(Change.Described.class, described -> {
                    assertThat(described.version()).isEqualTo(4);
                    assertThat(described.head().firstSequence()).isEqualTo(3);
                    assertThat(described.head().tokens()).isEqualTo(3);
                });
        assertThat(Objects.requireNonNull(heard.poll(20, TimeUnit.SECONDS))).isInstanceOf(Change.Appended.class);
        assertHistory(own, 3, 4);
    }

    @Test
    void aLostReplyRemovesNoMore() {
        say(id, 6);
        loseNextReply();
        assertThat(trim(id, 6, 2)).isEqualTo(2);
        assertHistory(id, 3, 6);
        assertThat(head().version()).isEqualTo(7);
    }

    @Test
    void appendsAtTheSameTimeLoseNothing() {
        int each = 10;
        Racers.all(RACERS, racer -> {
            for (int i = 0; i < each; i++) {
                if (racer == 0) {
                    trim(chats.find(id).map(Conversation::lastSequence).orElse(0L));
                } else {
                    chats.append(id, NewMessage.user("m" + racer + "-" + i).withId(racer == 1 ? "m" + i : null));
                }
            }
            return racer;
        });
        long last = (RACERS - 1L) * each;
        assertThat(head().lastSequence()).isEqualTo(last);
        assertHistory(id, head().firstSequence(), last);
        for (int i = 0; i < each; i++) {
            assertThat(chats.append(id, NewMessage.user("m1-" + i).withId("m" + i))
                            .duplicate())
                    .isTrue();
        }
    }
}
