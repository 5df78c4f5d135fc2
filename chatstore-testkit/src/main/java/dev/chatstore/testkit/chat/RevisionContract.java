package dev.chatstore.testkit.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.ConflictException;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.StoreContract;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Edits and redactions by the caller's id, edits of an expected revision, and the tokens of both. */
abstract class RevisionContract extends ChatContract {
    RevisionContract(StoreContract contract) {
        super(contract);
    }

    private void appendTwo() {
        chats.append(
                id,
                NewMessage.user("one").withId("m-1").withTokens(3),
                NewMessage.assistant("two").withId("m-2").withTokens(4));
    }

    @Test
    void aMessageIsEditedByTheCallersId() {
        appendTwo();
        Message edited = chats.edit(id, "m-2", MessageEdit.of("zwei")).orElseThrow();
        assertThat(edited.sequence()).isEqualTo(2);
        assertThat(edited.revision()).isEqualTo(2);
        assertThat(history()).element(1).isEqualTo(edited);
        assertThat(texts()).containsExactly("one", "zwei");
    }

    @Test
    void aMessageIsRedactedByTheCallersId() {
        appendTwo();
        Message redacted = chats.redact(id, "m-1").orElseThrow();
        assertThat(redacted.sequence()).isEqualTo(1);
        assertThat(redacted.redacted()).isTrue();
        assertThat(texts()).containsExactly("", "two");
    }

    @Test
    void anIdThatNoMessageHasEditsAndRedactsNothing() {
        assertThat(chats.edit(id, "m-1", MessageEdit.of("x"))).isEmpty();
        assertThat(chats.redact(id, "m-1")).isEmpty();
        assertThat(chats.find(id)).isEmpty();
        appendTwo();
        Conversation before = head();
        assertThat(chats.edit(id, "m-3", MessageEdit.of("x"))).isEmpty();
        assertThat(chats.edit(id, "m-3", MessageEdit.of("x").expecting(1))).isEmpty();
        assertThat(chats.redact(id, "m-3")).isEmpty();
        assertThat(head()).isEqualTo(before);
    }

    @Test
    void anInvalidIdIsRefused() {
        appendTwo();
        assertThatThrownBy(() -> chats.edit(id, " ", MessageEdit.of("x"))).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> chats.redact(id, "")).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void anEditOfTheExpectedRevisionIsMade() {
        appendTwo();
        assertThat(chats.edit(id, 1, MessageEdit.of("a").expecting(1))
                        .orElseThrow()
                        .revision())
                .isEqualTo(2);
        assertThat(chats.edit(id, "m-1", MessageEdit.of("b").expecting(2))
                        .orElseThrow()
                        .revision())
                .isEqualTo(3);
    }

    @Test
    void anOlderEditThatIsDeliveredAgainDoesNotWin() {
        appendTwo();
        MessageEdit older = MessageEdit.of("older").expecting(1);
        MessageEdit newer = MessageEdit.of("newer").expecting(2);
        chats.edit(id, "m-1", older);
        chats.edit(id, "m-1", newer);
        Conversation before = head();

        assertThatThrownBy(() -> chats.edit(id, "m-1", older)).isInstanceOfSatisfying(ConflictException.class, e -> {
            assertThat(e.conversation()).isEqualTo(id);
            assertThat(e.sequence()).isEqualTo(1);
            assertThat(e.expectedRevision()).isEqualTo(1);
            assertThat(e.currentRevision()).isEqualTo(3);
            assertThat(e.missed()).isEmpty();
            assertThat(e.session()).isNull();
        });
        assertThatThrownBy(() -> chats.edit(id, 1, older)).isInstanceOf(ConflictException.class);
        assertThat(texts()).containsExactly("newer", "two");
        assertThat(head()).isEqualTo(before);
    }

    @Test
    void theNewestEditDeliveredAgainChangesNothing() {
        appendTwo();
        MessageEdit edit = MessageEdit.of("newer").withTokens(9).expecting(1);
        Message edited = chats.edit(id, 1, edit).orElseThrow();
        Conversation before = head();
        assertThat(chats.edit(id, 1, edit)).contains(edited);
        assertThat(head()).isEqualTo(before);
    }

    @Test
    void ofSeveralEditsOfOneRevisionExactlyOneIsMade() {
        appendTwo();
        AtomicInteger made = new AtomicInteger();
        Racers.all(RACERS, racer -> {
            try {
                chats.edit(id, "m-1", MessageEdit.of("by " + racer).expecting(1));
                return made.incrementAndGet();
            } catch (ConflictException e) {
                assertThat(e.currentRevision()).isEqualTo(2);
                return 0;
            }
        });
        assertThat(made).hasValue(1);
        assertThat(chats.revisions(id, 1)).hasSize(2);
        assertThat(head().version()).isEqualTo(2);
    }

    @Test
    void theTokenTotalFollowsEdits() {
        appendTwo();
        assertThat(chats.edit(id, 1, MessageEdit.of("one!").withTokens(10))
                        .orElseThrow()
                        .tokens())
                .isEqualTo(10);
        assertThat(head().tokens()).isEqualTo(14);
        assertThat(chats.edit(id, 1, MessageEdit.of("one?")).orElseThrow().tokens())
                .isEqualTo(10);
        assertThat(head().tokens()).isEqualTo(14);
        chats.edit(id, 2, MessageEdit.of("two").withTokens(0));
        assertThat(head().tokens()).isEqualTo(10);
        assertThat(chats.latest().find(id).orElseThrow().tokens()).isEqualTo(10);
    }

    @Test
    void anEditOfTheTokensAloneIsARevision() {
        appendTwo();
        Message edited = chats.edit(id, 1, MessageEdit.of("one").withTokens(5)).orElseThrow();
        assertThat(edited.revision()).isEqualTo(2);
        assertThat(chats.revisions(id, 1)).extracting(Message::tokens).containsExactly(3L, 5L);
    }

    @Test
    void olderRevisionsKeepTheirTokens() {
        appendTwo();
        chats.edit(id, 1, MessageEdit.of("b").withTokens(20));
        chats.edit(id, 1, MessageEdit.of("c").withTokens(30));
        assertThat(chats.revisions(id, 1)).extracting(Message::tokens).containsExactly(3L, 20L, 30L);
    }

    @Test
    void aRedactedMessageCountsForNoTokens() {
        appendTwo();
        chats.edit(id, 1, MessageEdit.of("one!").withTokens(10));
        assertThat(chats.redact(id, 1).orElseThrow().tokens()).isZero();
        assertThat(history().get(0).tokens()).isZero();
        assertThat(head().tokens()).isEqualTo(4);
        chats.redact(id, 1);
        assertThat(head().tokens()).isEqualTo(4);
        chats.redact(id, "m-2");
        assertThat(head().tokens()).isZero();
        assertThat(chats.latest().find(id).orElseThrow().tokens()).isZero();
    }

    @Test
    void theTotalIsTheSumOfTheMessagesAfterConcurrentEditsAndAppends() {
        appendTwo();
        Racers.all(RACERS, racer -> {
            for (int i = 0; i < 5; i++) {
                chats.edit(id, 1 + racer % 2, MessageEdit.of(racer + "/" + i).withTokens(racer * 10L + i));
                chats.append(id, NewMessage.user("more").withTokens(1));
            }
            return racer;
        });
        chats.redact(id, 2);
        List<Message> messages = assertWhole(id);
        long sum = messages.stream().mapToLong(Message::tokens).sum();
        assertThat(head().tokens()).isEqualTo(sum);
        assertThat(chats.latest().find(id).orElseThrow().tokens()).isEqualTo(sum);
    }
}
