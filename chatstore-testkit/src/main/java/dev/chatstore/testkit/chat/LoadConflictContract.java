package dev.chatstore.testkit.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.Change;
import dev.chatstore.api.ClosedException;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.LimitExceededException;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Slice;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.LoadOutcome;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.testkit.Histories;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.StoreContract;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Loading what exists already, is malformed, or is written at the same time; failures; and who is notified. */
abstract class LoadConflictContract extends ChatContract {
    private final ConversationId other = ConversationId.of("another");
    private ConversationLoader loader;

    LoadConflictContract(StoreContract contract) {
        super(contract);
    }

    @BeforeEach
    void findLoader() {
        loader = ConversationLoader.of(chats).orElseThrow();
    }

    private void assertRefused(ConversationSnapshot... snapshots) {
        assertThatThrownBy(() -> loader.load(List.of(snapshots))).isInstanceOf(InvalidInputException.class);
        for (ConversationSnapshot snapshot : snapshots) {
            assertThat(chats.latest().find(snapshot.id())).isEmpty();
            assertThat(chats.history(snapshot.id(), Slice.oldest(9))).isEmpty();
        }
    }

    private static ConversationSnapshot of(Conversation head, Message... messages) {
        return new ConversationSnapshot(
                head, Stream.of(messages).map(MessageSnapshot::new).toList());
    }

    private Conversation head(long version, long count, long tokens) {
        return new Conversation(id, version, count, count, tokens, Profile.EMPTY, false, START, START, START);
    }

    private static Message message(long sequence, long version, NewMessage message) {
        return Message.appended(message, sequence, version, START);
    }

    @Test
    void oneThatExistsIsLeftAsItIsAndTheOthersAreLoaded() {
        say("here");
        Conversation before = head();
        List<LoadOutcome> outcomes = loader.load(List.of(
                Snapshots.appended(other, START, named("m", 2)),
                Snapshots.said(id, START, 3),
                Snapshots.said(ConversationId.of("more"), START, 4)));

        assertThat(outcomes)
                .containsExactly(
                        new LoadOutcome(other, true, 1),
                        new LoadOutcome(id, false, 1),
                        new LoadOutcome(ConversationId.of("more"), true, 4));
        assertThat(head()).isEqualTo(before);
        assertThat(texts()).containsExactly("here");
        assertThat(assertWhole(other)).hasSize(2);
        assertThat(assertWhole(ConversationId.of("more"))).hasSize(4);
    }

    @Test
    void loadedAgainItExists() {
        ConversationSnapshot snapshot = Snapshots.said(id, START, 3);
        loader.load(List.of(snapshot));
        assertThat(loader.load(List.of(snapshot))).containsExactly(new LoadOutcome(id, false, 3));
        assertThat(assertWhole(id)).hasSize(3);
    }

    @Test
    void messagesThatAreNotNumberedWithoutGapsAreRefused() {
        NewMessage text = NewMessage.user("x");
        assertRefused(of(head(2, 2, 0), message(1, 1, text), message(3, 2, text)));
        assertRefused(of(head(2, 2, 0), message(2, 1, text), message(1, 2, text)));
        assertRefused(of(head(2, 2, 0), message(2, 1, text), message(3, 2, text)));
        assertRefused(of(head(2, 3, 0), message(1, 1, text), message(2, 2, text)));
        assertRefused(of(head(2, 1, 0), message(1, 1, text), message(2, 2, text)));
    }

    @Test
    void versionsThatFallOrExceedTheHeadsAreRefused() {
        NewMessage text = NewMessage.user("x");
        assertRefused(of(head(3, 2, 0), message(1, 2, text), message(2, 1, text)));
        assertRefused(of(head(2, 1, 0), message(1, 3, text)));
        assertRefused(of(head(0, 0, 0)));
        assertRefused(of(head((1L << 52) + 1, 0, 0)));
        assertRefused(of(head(Long.MAX_VALUE, 0, 0)));
        assertRefused(of(head(1, 1, 0), Message.appended(text, 1, 1, START.plusSeconds(1))));
    }

    @Test
    void twoMessagesOfOneIdAreRefused() {
        NewMessage text = NewMessage.user("x").withId("m");
        assertRefused(
                Snapshots.appended(other, START, named("m", 2)),
                of(head(2, 2, 0), message(1, 1, text), message(2, 2, text)));
    }

    @Test
    void otherContradictionsAreRefused() {
        Message plain = message(1, 1, NewMessage.user("x"));
        Message edited = plain.revised(MessageEdit.of("y"), START);
        assertRefused(of(head(2, 1, 5), plain));
        assertRefused(of(head(2, 1, 0), message(1, 1, NewMessage.user("x").withParent(1L))));
        assertRefused(of(head(2, 1, 0), edited));
        assertRefused(new ConversationSnapshot(head(2, 1, 0), List.of(new MessageSnapshot(edited, List.of(edited)))));
        assertRefused(new ConversationSnapshot(
                head(3, 1, 0), List.of(new MessageSnapshot(edited.emptied(START), List.of(plain, edited)))));
        assertRefused(Snapshots.appended(other, START), Snapshots.appended(other, START));
    }

    @Test
    void earlierRevisionsOfAnotherMessageAreRefused() {
        NewMessage text = NewMessage.user("x").withId("m").withAuthor("kari");
        Message edited = message(2, 2, text).revised(MessageEdit.of("y"), START);
        List<Message> others = List.of(
                message(1, 2, text),
                message(2, 3, text),
                message(2, 2, text.withId("other")),
                message(2, 2, text.withAuthor("ola")),
                message(2, 2, text.withParent(0L)),
                message(2, 2, text.withSaid(START.minusSeconds(1))),
                Message.appended(text, 2, 2, START.plusSeconds(1)));
        MessageSnapshot first = new MessageSnapshot(message(1, 1, NewMessage.user("first")));
        others.forEach(other -> assertRefused(
                new ConversationSnapshot(head(3, 2, 0), List.of(first, new MessageSnapshot(edited, List.of(other))))));
    }

    @Test
    void aFailureInTheMiddleLeavesNothing() {
        ConversationSnapshot whole = Snapshots.said(id, START, 2_100);
        ConversationSnapshot failing = new ConversationSnapshot(whole.head(), () -> new Iterator<>() {
            private final Iterator<MessageSnapshot> messages = whole.messages().iterator();

            @Override
            public boolean hasNext() {
                return messages.hasNext();
            }

            @Override
            public MessageSnapshot next() {
                MessageSnapshot next = messages.next();
                if (next.message().sequence() == 2_050) {
                    throw new IllegalStateException("the source broke");
                }
                return next;
            }
        });

        assertThatThrownBy(() -> loader.load(List.of(Snapshots.appended(other, START, named("m", 2)), failing)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(chats.find(id)).isEmpty();
        assertThat(chats.find(id, "m1")).isEmpty();
        loader.load(List.of(whole));
        assertThat(assertWhole(id)).hasSize(2_100);
    }

    @Test
    void aTextLargerThanTheLimitIsRefused() {
        ConversationSnapshot large = Snapshots.appended(id, START, NewMessage.user("x".repeat((1 << 20) + 1)));
        assertThatThrownBy(() -> loader.load(List.of(large))).isInstanceOf(LimitExceededException.class);
        assertThat(chats.find(id)).isEmpty();
    }

    @Test
    void ofSeveralLoadersExactlyOneLoads() {
        List<ConversationId> ids =
                IntStream.range(0, 8).mapToObj(i -> ConversationId.of("c" + i)).toList();
        List<List<LoadOutcome>> outcomes = Racers.all(RACERS, racer -> {
            List<ConversationSnapshot> snapshots = new ArrayList<>();
            for (int i = 0; i < ids.size(); i++) {
                ConversationId next = ids.get((i + racer) % ids.size());
                snapshots.add(Snapshots.appended(next, START, NewMessage.user("by " + racer), NewMessage.user("too")));
            }
            return loader.load(snapshots);
        });
        assertThat(outcomes.stream().flatMap(List::stream).filter(LoadOutcome::loaded))
                .extracting(LoadOutcome::conversation)
                .containsExactlyInAnyOrderElementsOf(ids);
        ids.forEach(one -> assertThat(assertWhole(one)).hasSize(2));
    }

    @Test
    void anAppendAtTheSameTimeComesBeforeOrAfterAllOfIt() {
        for (int round = 0; round < 4; round++) {
            ConversationId racing = ConversationId.of("race " + round);
            List<Object> results = Racers.all(
                    4,
                    racer -> racer == 0
                            ? loader.load(List.of(Snapshots.said(racing, START, 5)))
                                    .get(0)
                            : say(racing, "by " + racer));
            LoadOutcome outcome = (LoadOutcome) results.get(0);
            List<String> texts = Histories.texts(assertWhole(racing));
            if (outcome.loaded()) {
                assertThat(texts)
                        .startsWith("text 1", "text 2", "text 3", "text 4", "text 5")
                        .hasSize(8);
            } else {
                assertThat(texts).hasSize(3).allMatch(text -> text.startsWith("by "));
            }
            assertThat(head(racing).version()).isEqualTo(texts.size());
        }
    }

    @Test
    void withALostReplyItIsLoadedOnce() throws InterruptedException {
        BlockingQueue<Change> heard = new LinkedBlockingQueue<>();
        storage.subscribe(id, heard::add);
        ConversationSnapshot snapshot = Snapshots.appended(id, START, named("m", 3));
        loseNextReply();
        try {
            assertThat(loader.load(List.of(snapshot))).containsExactly(new LoadOutcome(id, true, 1));
            assertThat(heard.poll(20, TimeUnit.SECONDS)).isInstanceOf(Change.Appended.class);
        } catch (UnavailableException e) {
            assertThat(e.outcomeUnknown()).isTrue();
        }
        assertThat(loader.load(List.of(snapshot))).containsExactly(new LoadOutcome(id, false, 1));
        assertThat(Snapshots.of(chats, id)).isEqualTo(snapshot);
    }

    @Test
    void listenersAreNotifiedOfOneVersionAsOfAnAppendAndReadTheOthers() throws InterruptedException {
        BlockingQueue<Change> heard = new LinkedBlockingQueue<>();
        storage.subscribe(id, heard::add);
        storage.subscribe(other, heard::add);
        loader.load(List.of(Snapshots.appended(id, START, named("m", 3))));
        assertThat(Objects.requireNonNull(heard.poll(20, TimeUnit.SECONDS)))
                .isInstanceOfSatisfying(Change.Appended.class, appended -> {
                    assertThat(appended.messages()).isEqualTo(history());
                    // A listener that catches up, as when a feed has just begun, is not told the profile.
                    assertThat(appended.profile()).isIn(Profile.EMPTY, null);
                });

        loader.load(List.of(Snapshots.said(other, START, 3)));
        for (long version = 1; version <= 3; version++) {
            assertThat(heard.poll(20, TimeUnit.SECONDS))
                    .isInstanceOf(Change.Appended.class)
                    .extracting(Change::version)
                    .isEqualTo(version);
        }
    }

    @Test
    void aClosedStorageLoadsNothing() {
        storage.close();
        assertThatThrownBy(() -> loader.load(List.of(Snapshots.said(id, START, 1))))
                .isInstanceOf(ClosedException.class);
    }
}
