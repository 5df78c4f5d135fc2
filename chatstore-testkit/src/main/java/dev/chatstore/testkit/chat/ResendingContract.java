package dev.chatstore.testkit.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.Attachment;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.DuplicateMessageException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Role;
import dev.chatstore.testkit.Histories;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.StoreContract;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sending messages again with the same ids. */
abstract class ResendingContract extends ChatContract {
    private final NewMessage[] batch = named("m", 4);

    ResendingContract(StoreContract contract) {
        super(contract);
    }

    @Test
    void resendingTheWholeBatchReturnsItsSequences() {
        say("before");
        AppendReceipt first = chats.append(id, List.of(batch));
        say("after");

        assertDuplicate(first, chats.append(id, List.of(batch)));
    }

    @Test
    void resendingWithTheOriginalExpectedVersionIsNoConflict() {
        AppendReceipt first = chats.append(Append.of(id, List.of(batch)).expecting(0));
        say("after");

        assertDuplicate(first, chats.append(Append.of(id, List.of(batch)).expecting(0)));
    }

    @Test
    void resendingAPartOfTheBatchReturnsItsSequences() {
        say("before");
        chats.append(id, List.of(batch));

        assertThat(resend(batch[0], batch[1])).containsExactly(2L, 3L);
        assertThat(resend(batch[3])).containsExactly(5L);
        assertThat(resend(batch[1], batch[3])).containsExactly(3L, 5L);
    }

    @Test
    void resendingInAnotherOrderReturnsTheSequenceOfEachMessage() {
        chats.append(id, List.of(batch));

        assertThat(resend(batch[2], batch[0], batch[3], batch[1])).containsExactly(3L, 1L, 4L, 2L);
    }

    @Test
    void messagesOfSeveralAppendsCanBeResentTogether() {
        chats.append(id, batch[0]);
        say("between");
        chats.append(id, batch[1]);

        assertThat(resend(batch[1], batch[0])).containsExactly(3L, 1L);
    }

    @Test
    void aMixOfStoredAndNewMessagesIsRefusedAndTheErrorNamesTheStoredOnes() {
        chats.append(id, batch[0], batch[1]);
        Conversation before = head();

        DuplicateMessageException refused = refused(batch[2], batch[1], batch[0]);

        assertThat(refused.sequences()).isEqualTo(Map.of("m-0", 1L, "m-1", 2L));
        assertThat(refused.conversation()).isEqualTo(id);
        assertThat(head()).isEqualTo(before);
        assertThat(texts()).containsExactly("m-0", "m-1");
    }

    @Test
    void aStoredMessageNextToOneWithoutAnIdIsRefused() {
        chats.append(id, batch[0]);

        assertThat(refused(batch[0], NewMessage.user("no id")).sequences()).isEqualTo(Map.of("m-0", 1L));
        assertThat(texts()).containsExactly("m-0");
    }

    @Test
    void aBatchWithADuplicateIdIsRefusedBeforeItIsSent() {
        assertThatThrownBy(() -> chats.append(id, batch[0], batch[1], batch[0]))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("append.messages[2].id");
        assertThat(chats.find(id)).isEmpty();
    }

    @Test
    void theSameIdWithOtherContentIsRefused() {
        NewMessage sent = NewMessage.user("text").withId("an id").withMetadata(Map.of("k", 1));
        chats.append(id, sent);
        List<NewMessage> others = List.of(
                NewMessage.user("other text").withId("an id").withMetadata(Map.of("k", 1)),
                NewMessage.of(Role.ASSISTANT, "text").withId("an id").withMetadata(Map.of("k", 1)),
                NewMessage.user("").withId("an id"),
                NewMessage.user("text ").withId("an id"),
                NewMessage.user("Text").withId("an id"));

        for (NewMessage other : others) {
            assertThat(refused(other).sequences()).as(other.toString()).isEqualTo(Map.of("an id", 1L));
        }
        assertThat(assertWhole(id)).hasSize(1);
        assertThat(resend(sent)).containsExactly(1L);
    }

    @Test
    void anIdRoleAndTextMakeAMessageTheSameWhateverElseComesWithASecondSending() {
        say("before");
        NewMessage sent = NewMessage.user("text").withId("an id").withMetadata(Map.of("received", 1));
        AppendReceipt first = chats.append(id, sent);
        Message stored = chats.find(id, 2).orElseThrow();
        Conversation before = head();
        List<NewMessage> again = List.of(
                sent.withMetadata(Map.of("received", 2)),
                sent.withMetadata(Map.of()),
                sent.withAuthor("somebody"),
                sent.withAttachments(new Attachment("ref", "image/png", 1, null)),
                sent.withTokens(7),
                sent.withParent(0),
                sent.withSaid(START.minusSeconds(60)));

        for (NewMessage message : again) {
            assertDuplicate(first, chats.append(id, message));
        }
        assertThat(chats.find(id, "an id")).contains(stored);
        assertThat(head()).isEqualTo(before);
    }

    @Test
    void afterAnEditTheOriginalContentIsStillRecognized() {
        AppendReceipt first = chats.append(id, List.of(batch));
        chats.edit(id, 2, MessageEdit.of("edited"));

        assertDuplicate(first, chats.append(id, List.of(batch)));
        assertThat(chats.find(id, 2).orElseThrow().text()).isEqualTo("edited");
        assertThat(refused(NewMessage.user("edited").withId("m-1")).sequences()).isEqualTo(Map.of("m-1", 2L));
    }

    @Test
    void afterARedactionResendingStillReturnsTheSequences() {
        AppendReceipt first = chats.append(id, List.of(batch));
        chats.redact(id, 2);

        assertDuplicate(first, chats.append(id, List.of(batch)));
        assertThat(chats.find(id, 2).orElseThrow().redacted()).isTrue();
    }

    @Test
    void afterARedactionAnyContentCountsAsTheSame() {
        AppendReceipt first = chats.append(id, List.of(batch));
        Message redacted = chats.redact(id, 2).orElseThrow();
        for (Role role : Role.values()) {
            NewMessage other = NewMessage.of(role, "other text of " + role).withId("m-1");
            assertThat(resend(other)).containsExactly(2L);
            assertDuplicate(first, chats.append(id, batch[0], other, batch[2], batch[3]));
        }
        assertThat(resend(NewMessage.user("").withId("m-1"))).containsExactly(2L);
        assertThat(chats.find(id, 2)).contains(redacted);
        assertThat(refused(NewMessage.user("other").withId("m-0")).sequences()).isEqualTo(Map.of("m-0", 1L));
    }

    @Test
    void afterAnEditAndARedactionAnyContentCountsAsTheSame() {
        chats.append(id, List.of(batch));
        chats.edit(id, 2, MessageEdit.of("edited"));
        chats.redact(id, 2);
        assertThat(resend(batch[1])).containsExactly(2L);
        assertThat(resend(NewMessage.tool("another").withId("m-1"))).containsExactly(2L);
    }

    @Test
    void resendingChangesNothing() {
        chats.append(id, List.of(batch));
        Conversation before = head();
        clock.advance(Duration.ofHours(1));

        chats.append(id, List.of(batch));

        assertThat(head()).isEqualTo(before);
        assertThat(assertWhole(id)).hasSize(4);
    }

    @Test
    void anIdIsKnownForTheLifeOfTheConversation() {
        chats.append(id, List.of(batch));
        for (int i = 0; i < 10; i++) {
            chats.append(id, List.of(named("later-" + i, 200)));
        }
        assertThat(resend(batch)).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void anIdBelongsToOneConversation() {
        ConversationId other = ConversationId.of("another conversation");
        chats.append(id, List.of(batch));

        assertThat(chats.append(other, List.of(batch)).duplicate()).isFalse();
        assertThat(assertWhole(other)).hasSize(4);
    }

    @Test
    void theSameAppendTwiceInOneCallIsStoredOnce() {
        List<AppendOutcome> outcomes =
                chats.appendAll(List.of(Append.of(id, List.of(batch)), Append.of(id, List.of(batch))));

        assertThat(outcomes.get(0).receipt().duplicate()).isFalse();
        assertDuplicate(outcomes.get(0).receipt(), outcomes.get(1).receipt());
    }

    @Test
    void exactlyOneOfConcurrentAppendsOfTheSameMessagesStoresThem() {
        for (int round = 0; round < 20; round++) {
            NewMessage[] contested = named("round-" + round, 3);
            List<AppendReceipt> receipts = Racers.all(RACERS, racer -> chats.append(id, List.of(contested)));

            assertThat(receipts.stream().filter(receipt -> !receipt.duplicate()))
                    .hasSize(1);
            assertThat(receipts.stream().map(AppendReceipt::sequences).distinct())
                    .hasSize(1);
        }
        assertThat(assertWhole(id)).hasSize(20 * 3);
    }

    private void assertDuplicate(AppendReceipt first, AppendReceipt again) {
        assertThat(again.duplicate()).isTrue();
        assertThat(again.sequences()).isEqualTo(first.sequences());
        assertThat(again.version()).isEqualTo(first.version());
        assertThat(Histories.sequences(history())).isEqualTo(upTo(head().messageCount()));
        assertThat(history().stream().filter(message -> message.id() != null))
                .hasSize(first.sequences().size());
    }

    private List<Long> resend(NewMessage... messages) {
        Conversation before = head();
        AppendReceipt receipt = chats.append(id, List.of(messages));
        assertThat(receipt.duplicate()).isTrue();
        assertThat(head()).isEqualTo(before);
        return receipt.sequences();
    }

    private DuplicateMessageException refused(NewMessage... messages) {
        DuplicateMessageException refused =
                catchThrowableOfType(DuplicateMessageException.class, () -> chats.append(id, List.of(messages)));
        assertThat(refused).isNotNull();
        return refused;
    }
}
