package dev.chatstore.testkit.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.Change;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.DuplicateMessageException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.contents.Figure;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.ForgottenMessage;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.api.spi.OldMessages;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.api.spi.count.HeadCount;
import dev.chatstore.api.spi.segment.StoredSegment;
import dev.chatstore.testkit.Histories;
import dev.chatstore.testkit.Racers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The contract of the archive's index: messages move into segments and back, and each is in exactly one place. The contents of
 * the segments are none that a store could read, since a backend reads none. A test class implements the hooks.
 */
public abstract class SegmentContract extends SegmentMoveContract {
    /** Called by the subclass. */
    protected SegmentContract() {
        // Nothing to initialize.
    }

    private int trim(long first) {
        return backend.oldMessages().trim(id, first, OldMessages.MESSAGES_PER_CALL);
    }

    private void assertShortened(Conversation before, long firstRow, long first, long tokens) {
        Conversation head = head();
        assertThat(head)
                .isEqualTo(new Conversation(
                        id,
                        before.version() + 1,
                        before.lastSequence() - first + 1,
                        before.lastSequence(),
                        tokens,
                        before.profile(),
                        before.archived(),
                        before.created(),
                        before.lastActivity(),
                        head.updated()));
        assertThat(changes.remove()).isEqualTo(new Change.Described(head));
        assertThat(changes).isEmpty();
        assertRows(first, firstRow, before.lastSequence());
    }

    @Test
    final void theOldestMessagesAreRemovedFromTheOldestSegment() {
        say(id, 8);
        StoredSegment first = put(1, 3);
        StoredSegment second = put(4, 6);
        changes.clear();
        Conversation before = head();
        StoredSegment left = segment(3, 3, 3);
        assertThat(segments.shorten(id, first.segment(), left)).isTrue();
        assertShortened(before, 7, 3, 33);
        assertThat(segments.find(id, 2)).isEmpty();
        assertSegment(left, segments.find(id, 3).orElseThrow());
        assertThat(forgotten()).extracting(ForgottenMessage::id).containsExactly("m1", "m2");

        before = head();
        assertThat(segments.shorten(id, left.segment(), null)).isTrue();
        assertShortened(before, 7, 4, 30);
        assertThat(segments.list(id)).containsExactly(second.segment());
        before = head();
        assertThat(segments.shorten(id, second.segment(), null)).isTrue();
        assertShortened(before, 7, 7, 15);
        assertThat(forgotten()).hasSize(6);
        assertThat(trim(8)).isEqualTo(1);
        assertRows(8, 8, 8);
    }

    @Test
    final void onlyTheOldestSegmentIsShortened() {
        say(id, 6);
        StoredSegment first = put(1, 2);
        StoredSegment second = put(3, 4);
        Conversation before = head();
        changes.clear();
        assertThat(segments.shorten(id, second.segment(), null)).isFalse();
        assertThat(segments.shorten(id, segment(1, 2, 3).segment(), null)).isFalse();
        assertThat(segments.shorten(new ConversationId(id.tenant(), "missing"), first.segment(), null))
                .isFalse();
        for (StoredSegment wrong : List.of(segment(1, 2, 3), segment(2, 3, 5), segment(2, 1, 0))) {
            assertThatThrownBy(() -> segments.shorten(id, first.segment(), wrong))
                    .isInstanceOf(InvalidInputException.class);
        }
        assertThat(head()).isEqualTo(before);
        assertThat(changes).isEmpty();
        assertRows(1, 5, 6);
        assertThat(segments.shorten(id, first.segment(), null)).isTrue();
        assertThat(segments.shorten(id, first.segment(), null)).isFalse();
        assertRows(3, 5, 6);
    }

    @Test
    final void aRemovalWhoseReplyIsLostIsDoneOnceAndReported() {
        say(id, 6);
        StoredSegment segment = put(1, 4);
        changes.clear();
        Conversation before = head();
        StoredSegment left = segment(3, 4, 7);
        loseNextReply();
        assertThat(segments.shorten(id, segment.segment(), left)).isTrue();
        assertShortened(before, 5, 3, 18);
        before = head();
        loseNextReply();
        assertThat(segments.shorten(id, left.segment(), null)).isTrue();
        assertShortened(before, 5, 5, 11);
    }

    @Test
    final void aMessageThatIsSentAgainKeepsItsSequence() {
        sayAll();
        StoredSegment segment = put(1, 6);
        Conversation archived = head();
        assertRecognized();
        assertThat(head()).isEqualTo(archived);
        assertThat(forgotten()).isEmpty();
        assertThat(segments.shorten(id, segment.segment(), null)).isTrue();
        Conversation shortened = head();
        assertRecognized();
        assertThat(head()).isEqualTo(shortened);
        assertThat(forgotten()).extracting(ForgottenMessage::sequence).containsExactly(1L, 3L, 4L, 6L);
        assertThat(segments.sequence(id, "m4")).isEmpty();
    }

    private void assertRecognized() {
        AppendReceipt receipt = chats.append(id, named(1));
        assertThat(receipt.duplicate()).isTrue();
        assertThat(receipt.sequences()).containsExactly(1L);
        assertThat(receipt.version()).isEqualTo(1);
        assertThat(chats.append(id, NewMessage.user("anything").withId("m6")).duplicate())
                .isTrue();
        assertThatThrownBy(
                        () -> chats.append(id, NewMessage.user("edited again").withId("m4")))
                .isInstanceOf(DuplicateMessageException.class);
    }

    @Test
    final void messagesInSegmentsAreCounted() {
        long before = exactMessages();
        say(id, 6);
        put(1, 3);
        put(4, 5);
        List<HeadCount> heads =
                backend.contents().heads(id.tenant(), null, null, 9).heads();
        assertThat(heads).hasSize(1);
        assertThat(heads.get(0).messages()).isEqualTo(6);
        assertThat(heads.get(0).lastSequence()).isEqualTo(6);
        assertThat(heads.get(0).tokens()).isEqualTo(21);
        try (StoreSnapshot snapshot = backend.snapshot(StoreScope.everything())) {
            assertThat(snapshot.heads(List.of(id)).get(id)).isEqualTo(head());
        }
        assertThat(exactMessages()).isEqualTo(before < 0 ? before : before + 6);
    }

    /** Returns the number of all messages, or a negative number if the store cannot tell it exactly at a low cost. */
    private long exactMessages() {
        Figure messages = backend.contents().estimate().messages();
        return messages == null || !messages.exact() ? -1 : messages.value();
    }

    @Test
    final void aDeletedConversationHasNoSegmentsAndASuccessorBeginsAnew() {
        say(id, 6);
        StoredSegment segment = put(1, 4);
        assertThat(chats.delete(id)).isTrue();
        assertThat(segments.list(id)).isEmpty();
        assertThat(segments.find(id, 1)).isEmpty();
        assertThat(segments.sequence(id, "m1")).isEmpty();
        assertThat(segments.existing(List.of(segment.segment().id()))).isEmpty();
        assertThat(segments.put(id, 7, segment)).isFalse();
        assertThat(segments.shorten(id, segment.segment(), null)).isFalse();

        assertThat(chats.append(id, named(1), named(2)).sequences()).containsExactly(1L, 2L);
        assertRows(1, 1, 2);
        assertThat(head().version()).isEqualTo(8);
        put(1, 1);
        assertThat(chats.delete(id)).isTrue();
        chats.open(id, Profile.EMPTY);
        assertThat(head().messageCount()).isZero();
        assertThat(segments.list(id)).isEmpty();
    }

    @Test
    final void aReplacedConversationHasNoSegments() {
        say(id, 6);
        StoredSegment segment = put(1, 4);
        ConversationId other = new ConversationId(id.tenant(), "another");
        say(other, 3);
        ConversationSnapshot replacement = Histories.renamed(snapshot(other), id);
        assertThat(backend.loader().replace(replacement, 6).loaded()).isTrue();
        assertThat(segments.existing(List.of(segment.segment().id()))).isEmpty();
        assertRows(1, 1, 3);
        assertThat(head().messageCount()).isEqualTo(3);
        put(1, 2);
        assertRows(1, 3, 3);
        assertThat(chats.append(id, NewMessage.user("m5").withId("m5")).sequences())
                .containsExactly(4L);
    }

    @Test
    final void theEndsOfManyConversationsAreFoundAtOnce() {
        ConversationId other = new ConversationId(id.tenant() + " 2", id.value());
        ConversationId plain = new ConversationId(id.tenant(), "plain");
        ConversationId deleted = new ConversationId(id.tenant(), "deleted");
        ConversationId missing = new ConversationId(id.tenant(), "missing");
        List.of(id, other, plain, deleted).forEach(each -> say(each, 7));
        StoredSegment oldest = put(1, 2);
        put(3, 5);
        for (ConversationId each : List.of(other, deleted)) {
            assertThat(segments.put(each, 7, segment(each, 1, 4))).isTrue();
        }
        chats.delete(deleted);
        assertThat(segments.shorten(id, oldest.segment(), null)).isTrue();
        List<ConversationId> asked = List.of(plain, id, missing, other, deleted);
        assertThat(segments.ends(asked)).isEqualTo(Map.of(id, 5L, other, 4L));
        assertThat(segments.ends(List.of(plain))).isEmpty();
        assertThat(segments.ends(List.of())).isEmpty();
    }

    @Test
    final void aTrimRemovesNothingBeforeTheSegmentsAreGone() {
        say(id, 6);
        StoredSegment segment = put(1, 4);
        changes.clear();
        Conversation before = head();
        assertThat(trim(3)).isZero();
        assertThat(trim(6)).isZero();
        assertThat(head()).isEqualTo(before);
        assertThat(changes).isEmpty();
        assertRows(1, 5, 6);
        assertThat(segments.shorten(id, segment.segment(), null)).isTrue();
        assertThat(trim(6)).isEqualTo(1);
        assertRows(6, 6, 6);
    }

    @Test
    final void aSnapshotShowsRowsAndSegmentsAsOfOneMoment() throws InterruptedException, ExecutionException {
        sayAll();
        List<MessageSnapshot> all = messages(id);
        StoredSegment first = put(1, 3);
        StoredSegment second = put(4, 7);
        try (StoreSnapshot snapshot = backend.snapshot(StoreScope.everything())) {
            Future<Boolean> taken =
                    Racers.start("another", () -> segments.takeBack(id, second.segment(), all.subList(3, 7)));
            assertThat(taken.get()).isTrue();
            assertRows(1, 4, 9);
            ConversationSnapshot found = copy(snapshot.find(id).orElseThrow());
            assertThat(found.messages()).isEqualTo(all.subList(7, 9));
            assertThat(found.head()).isEqualTo(head());
            assertThat(found.forgotten()).isEqualTo(List.of());
            assertSegment(first, find(snapshot, 3));
            assertSegment(second, find(snapshot, 4));
            assertSegment(second, find(snapshot, 7));
            assertThat(find(snapshot, 8)).isNull();
        }
        try (StoreSnapshot snapshot = backend.snapshot(StoreScope.everything())) {
            assertThat(copy(snapshot.find(id).orElseThrow()).messages()).isEqualTo(all.subList(3, 9));
            assertSegment(first, find(snapshot, 1));
            assertThat(find(snapshot, 4)).isNull();
        }
    }

    private @Nullable StoredSegment find(StoreSnapshot snapshot, long sequence) {
        return snapshot.segment(id, sequence).orElse(null);
    }
}
