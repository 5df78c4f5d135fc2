package dev.chatstore.testkit.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.Change;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.LoadOutcome;
import dev.chatstore.testkit.Histories;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.StoreContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Calls whose commit is durable but whose reply is lost. A store may find out the outcome and return it, or throw that
 * it is unavailable. It must not write twice, nor report a conflict with its own write.
 */
abstract class LostReplyContract extends ChatContract {
    LostReplyContract(StoreContract contract) {
        super(contract);
    }

    @Test
    void anAppendWithIdsThatIsSentAgainIsStoredOnce() {
        say("before");
        NewMessage[] batch = named("m", 3);

        Optional<AppendReceipt> receipt = withLostReply(() -> chats.append(id, List.of(batch)));
        receipt.ifPresent(result -> assertThat(result.duplicate()).isFalse());
        AppendReceipt again = chats.append(id, List.of(batch));

        assertThat(again.sequences()).containsExactly(2L, 3L, 4L);
        assertThat(again.duplicate()).isTrue();
        assertThat(assertWhole(id)).hasSize(4);
    }

    @Test
    void anAppendWithIdsIsHeardOnce() throws InterruptedException {
        say("before");
        BlockingQueue<Change> heard = new LinkedBlockingQueue<>();
        storage.subscribe(id, heard::add);

        Optional<AppendReceipt> receipt = withLostReply(() -> chats.append(id, List.of(named("m", 2))));
        long after = say("after").version();

        if (receipt.isPresent()) {
            assertThat(heard.poll(20, TimeUnit.SECONDS))
                    .isInstanceOf(Change.Appended.class)
                    .extracting(Change::version)
                    .isEqualTo(receipt.get().version());
        }
        assertThat(heard.poll(20, TimeUnit.SECONDS)).extracting(Change::version).isEqualTo(after);
    }

    @Test
    void anAppendWithoutIdsIsStoredOnce() {
        say("before");

        Optional<AppendReceipt> receipt = withLostReply(() -> say("one", "two", "three"));

        receipt.ifPresent(result -> assertThat(result.sequences()).containsExactly(2L, 3L, 4L));
        assertThat(texts()).containsExactly("before", "one", "two", "three");
        assertWhole(id);
    }

    @Test
    void aFirstAppendWithoutIdsIsStoredOnce() {
        withLostReply(() -> say("one"));

        assertThat(texts()).containsExactly("one");
        assertThat(head().version()).isEqualTo(1);
    }

    @Test
    void identicalAppendsWithoutIdsBeforeAndAfterAreDistinct() {
        say("yes");
        withLostReply(() -> say("yes"));
        say("yes");

        assertThat(texts()).containsExactly("yes", "yes", "yes");
    }

    @Test
    void anAppendWithAnExpectedVersionDoesNotConflictWithItself() {
        long version = say("before").version();

        Optional<AppendReceipt> receipt = withLostReply(
                () -> chats.append(Append.of(id, NewMessage.user("one")).expecting(version)));

        receipt.ifPresent(result -> assertThat(result.version()).isEqualTo(version + 1));
        assertThat(texts()).containsExactly("before", "one");
    }

    @Test
    void concurrentAppendsAreStoredOnceEach() {
        List<UnavailableException> failures = new ArrayList<>();
        for (int round = 0; round < 10; round++) {
            loseNextReply();
            int now = round;
            List<Racers.Finish<AppendReceipt>> finishes = Racers.race(RACERS, racer -> say(now + "/" + racer));

            finishes.forEach(finish -> {
                if (finish.failure() != null) {
                    assertThat(finish.failure())
                            .isInstanceOfSatisfying(UnavailableException.class, e -> failures.add(e));
                }
            });
        }
        // At most one call of each round lost its own reply; the calls that shared its commit lost it too.
        assertThat(failures).allSatisfy(e -> assertThat(e.outcomeUnknown()).isTrue());
        assertThat(assertWhole(id))
                .extracting(Message::text)
                .doesNotHaveDuplicates()
                .hasSize(10 * RACERS);
    }

    @Test
    void anOpenCreatesOneConversation() {
        Profile profile = Profile.EMPTY.withTitle("a title");

        withLostReply(() -> chats.open(id, profile));

        assertThat(chats.open(id, Profile.EMPTY).profile()).isEqualTo(profile);
        assertThat(head().version()).isEqualTo(1);
    }

    @Test
    void aPatchWithAnExpectedVersionDoesNotConflictWithItself() {
        long version = say("before").version();

        Optional<Optional<Conversation>> patched = withLostReply(
                () -> chats.patch(ConversationPatch.of(id).withTitle("a title").expecting(version)));

        patched.ifPresent(result -> assertThat(result).contains(head()));
        assertThat(head().profile().title()).isEqualTo("a title");
        assertThat(head().version()).isEqualTo(version + 1);
    }

    @Test
    void anEditCreatesOneRevision() {
        say("one");

        withLostReply(() -> chats.edit(id, 1, MessageEdit.of("uno")));
        chats.edit(id, 1, MessageEdit.of("uno"));

        assertThat(Histories.texts(chats.revisions(id, 1))).containsExactly("one", "uno");
        assertThat(head().version()).isEqualTo(2);
    }

    @Test
    void aRedactionIsAppliedOnce() {
        say("one");

        withLostReply(() -> chats.redact(id, 1));
        chats.redact(id, 1);

        assertThat(head().version()).isEqualTo(2);
        assertThat(texts()).containsExactly("");
    }

    @Test
    void aDeletedConversationIsGone() {
        say("one");

        withLostReply(() -> chats.delete(id));

        assertThat(chats.find(id)).isEmpty();
        assertThat(chats.delete(id)).isFalse();
    }

    /** Makes a call whose reply is lost, and returns its result, or empty if the store is unavailable. */
    @Test
    void aReplacementIsMadeOnce() {
        say("one", "two");
        long version = say("three").version();
        for (int messages : new int[] {2, 0}) {
            ConversationSnapshot theirs =
                    messages == 0 ? Snapshots.appended(id, START) : Snapshots.appended(id, START, named("m", messages));
            long expected = version;
            ConversationLoader loader = ConversationLoader.of(chats).orElseThrow();
            Optional<LoadOutcome> outcome = withLostReply(() -> loader.replace(theirs, expected));
            version = expected + 2;
            if (outcome.isPresent()) {
                assertThat(outcome.get()).isEqualTo(new LoadOutcome(id, true, version));
            }
            assertThat(head().version()).isEqualTo(version);
            assertThat(assertWhole(id)).hasSize(messages);
        }
    }

    private <T> Optional<T> withLostReply(Supplier<T> call) {
        loseNextReply();
        try {
            return Optional.of(call.get());
        } catch (UnavailableException e) {
            assertThat(e.outcomeUnknown()).isTrue();
            return Optional.empty();
        }
    }
}
