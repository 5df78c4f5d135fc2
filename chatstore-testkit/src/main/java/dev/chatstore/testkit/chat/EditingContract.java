package dev.chatstore.testkit.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.Attachment;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.testkit.Histories;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.StoreContract;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Editing and redacting messages. */
abstract class EditingContract extends ChatContract {
    private static final Attachment IMAGE = new Attachment("ref", "image/png", 1, null);

    EditingContract(StoreContract contract) {
        super(contract);
    }

    @Test
    void anEditKeepsTheSequenceAndRaisesTheRevision() {
        appendFull();
        Message before = history().get(1);
        clock.advance(Duration.ofMinutes(5));

        Message edited = chats.edit(id, 2, MessageEdit.of("after")).orElseThrow();

        assertThat(edited)
                .isEqualTo(new Message(
                        2,
                        1,
                        "an id",
                        before.role(),
                        "Kari",
                        "after",
                        List.of(IMAGE),
                        Map.of("k", "v"),
                        1,
                        9,
                        2,
                        START,
                        START,
                        START.plusSeconds(300),
                        false,
                        List.of()));
        assertThat(chats.find(id, 2)).contains(edited);
        assertThat(chats.find(id, "an id")).contains(edited);
        assertThat(texts()).containsExactly("first", "after", "last");
        assertThat(head().version()).isEqualTo(2);
        assertThat(head().updated()).isEqualTo(START.plusSeconds(300));
    }

    @Test
    void theOlderTextsAreKeptAsRevisions() {
        appendFull();
        Message first = history().get(1);
        chats.edit(id, 2, MessageEdit.of("second text").withMetadata(Map.of()));
        Message second = history().get(1);
        chats.edit(id, 2, MessageEdit.of("third text").withAttachments());

        List<Message> revisions = chats.revisions(id, 2);

        assertThat(revisions).containsExactly(first, second, history().get(1));
        assertThat(revisions).extracting(Message::revision).containsExactly(1, 2, 3);
        assertThat(revisions).extracting(Message::text).containsExactly("before", "second text", "third text");
        assertThat(revisions.get(2).attachments()).isEmpty();
        assertThat(revisions.get(2).metadata()).isEmpty();
    }

    @Test
    void aMessageThatWasNeverEditedHasOneRevision() {
        appendFull();
        assertThat(chats.revisions(id, 1)).isEqualTo(history().subList(0, 1));
        assertThat(chats.revisions(id, 4)).isEmpty();
        assertThat(chats.revisions(id, 0)).isEmpty();
    }

    @Test
    void anEditThatChangesNothingRaisesNoVersion() {
        appendFull();
        Conversation head = head();
        Message before = history().get(1);
        clock.advance(Duration.ofMinutes(5));

        assertThat(chats.edit(id, 2, MessageEdit.of("before"))).contains(before);
        assertThat(chats.edit(id, 2, new MessageEdit("before", List.of(IMAGE), Map.of("k", "v"), 9L, null)))
                .contains(before);

        assertThat(head()).isEqualTo(head);
        assertThat(chats.revisions(id, 2)).containsExactly(before);
    }

    @Test
    void anEditBackToAnOlderTextIsANewRevision() {
        appendFull();
        chats.edit(id, 2, MessageEdit.of("other"));
        chats.edit(id, 2, MessageEdit.of("before"));
        assertThat(Histories.texts(chats.revisions(id, 2))).containsExactly("before", "other", "before");
    }

    @Test
    void editingOrRedactingAMissingMessageReturnsEmpty() {
        assertThat(chats.edit(id, 1, MessageEdit.of("x"))).isEmpty();
        assertThat(chats.redact(id, 1)).isEmpty();
        assertThat(chats.find(id)).isEmpty();
        appendFull();
        Conversation head = head();
        for (long sequence : new long[] {0, -1, 4, Long.MAX_VALUE}) {
            assertThat(chats.edit(id, sequence, MessageEdit.of("x"))).isEmpty();
            assertThat(chats.redact(id, sequence)).isEmpty();
        }
        assertThat(head()).isEqualTo(head);
    }

    @Test
    void aRedactionEmptiesAMessageAndKeepsItsSequence() {
        appendFull();
        clock.advance(Duration.ofMinutes(5));

        Message redacted = chats.redact(id, 2).orElseThrow();

        assertThat(redacted.sequence()).isEqualTo(2);
        assertThat(redacted.id()).isEqualTo("an id");
        assertThat(redacted.author()).isEqualTo("Kari");
        assertThat(redacted.text()).isEmpty();
        assertThat(redacted.attachments()).isEmpty();
        assertThat(redacted.metadata()).isEmpty();
        assertThat(redacted.redacted()).isTrue();
        assertThat(redacted.edited()).isEqualTo(START.plusSeconds(300));
        assertThat(chats.find(id, 2)).contains(redacted);
        assertThat(chats.find(id, "an id")).contains(redacted);
        assertThat(texts()).containsExactly("first", "", "last");
        assertThat(assertWhole(id)).extracting(Message::redacted).containsExactly(false, true, false);
        assertThat(head().version()).isEqualTo(2);
    }

    @Test
    void aRedactionEmptiesAllRevisions() {
        appendFull();
        chats.edit(id, 2, MessageEdit.of("secret two").withMetadata(Map.of("secret", "three")));
        chats.edit(id, 2, MessageEdit.of("harmless"));

        chats.redact(id, 2);

        List<Message> revisions = chats.revisions(id, 2);
        assertThat(revisions).isNotEmpty().allSatisfy(revision -> {
            assertThat(revision.text()).isEmpty();
            assertThat(revision.attachments()).isEmpty();
            assertThat(revision.metadata()).isEmpty();
        });
        assertThat(revisions.get(revisions.size() - 1)).isEqualTo(history().get(1));
    }

    @Test
    void redactingTwiceChangesNothing() {
        appendFull();
        Message redacted = chats.redact(id, 2).orElseThrow();
        Conversation head = head();
        clock.advance(Duration.ofMinutes(5));

        assertThat(chats.redact(id, 2)).contains(redacted);
        assertThat(head()).isEqualTo(head);
    }

    @Test
    void aRedactedMessageCannotBeEdited() {
        appendFull();
        chats.redact(id, 2);
        Conversation head = head();

        assertThatThrownBy(() -> chats.edit(id, 2, MessageEdit.of("back again")))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> chats.edit(id, 2, MessageEdit.of(""))).isInstanceOf(InvalidInputException.class);
        assertThat(head()).isEqualTo(head);
        assertThat(texts()).containsExactly("first", "", "last");
    }

    @Test
    void anEditToAnEmptyTextIsNotARedaction() {
        say("");
        chats.edit(id, 1, MessageEdit.of("something"));
        chats.edit(id, 1, MessageEdit.of(""));
        assertThat(history().get(0).redacted()).isFalse();
        assertThat(Histories.texts(chats.revisions(id, 1))).containsExactly("", "something", "");
    }

    @Test
    void theTokenTotalIsTheSumOfTheMessagesTokens() {
        appendFull();
        chats.edit(id, 2, MessageEdit.of("after"));
        assertThat(head().tokens()).isEqualTo(tokens());
        chats.redact(id, 2);
        assertThat(head().tokens()).isEqualTo(tokens());
    }

    @Test
    void concurrentEditsCreateOneRevisionEach() {
        say("text");
        Racers.all(RACERS, racer -> {
            for (int i = 0; i < 10; i++) {
                assertThat(chats.edit(id, 1, MessageEdit.of(racer + "/" + i))).isPresent();
            }
            return racer;
        });

        List<Message> revisions = chats.revisions(id, 1);
        assertThat(revisions).extracting(Message::text).doesNotHaveDuplicates().hasSize(1 + RACERS * 10);
        assertThat(revisions.stream().map(revision -> (long) revision.revision()))
                .isEqualTo(upTo(1 + RACERS * 10));
        assertThat(head().version()).isEqualTo(1 + RACERS * 10);
    }

    private void appendFull() {
        NewMessage full = NewMessage.user("before")
                .withId("an id")
                .withAuthor("Kari")
                .withAttachments(IMAGE)
                .withMetadata(Map.of("k", "v"))
                .withTokens(9);
        chats.append(id, NewMessage.system("first"), full, NewMessage.assistant("last"));
    }

    private long tokens() {
        return history().stream().mapToLong(Message::tokens).sum();
    }
}
