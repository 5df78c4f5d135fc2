package dev.chatstore.testkit.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Slice;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.api.spi.segment.Segment;
import dev.chatstore.api.spi.segment.StoredSegment;
import dev.chatstore.testkit.Histories;
import dev.chatstore.testkit.Racers;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The moves of messages into segments and back. */
abstract class SegmentMoveContract extends SegmentedConversation {
    @Test
    final void aSegmentIsFoundByEachOfItsSequences() {
        say(id, 6);
        StoredSegment first = put(1, 2);
        StoredSegment second = put(3, 4);
        assertThat(segments.find(id, 0)).isEmpty();
        assertSegment(first, segments.find(id, 1).orElseThrow());
        assertSegment(first, segments.find(id, 2).orElseThrow());
        assertSegment(second, segments.find(id, 3).orElseThrow());
        assertSegment(second, segments.find(id, 4).orElseThrow());
        assertThat(segments.find(id, 5)).isEmpty();
        assertThat(segments.list(id)).containsExactly(first.segment(), second.segment());
        ConversationId other = new ConversationId("another " + id.tenant(), id.value());
        assertThat(segments.find(other, 1)).isEmpty();
        assertThat(segments.list(other)).isEmpty();
    }

    @Test
    final void anotherPlaceMayHaveTheContent() {
        say(id, 3);
        Segment segment = new Segment("elsewhere0" + System.nanoTime(), 1, 2, 3, 99, "e".repeat(64), "file", 55);
        assertThat(segments.put(id, 3, new StoredSegment(segment, null))).isTrue();
        assertSegment(new StoredSegment(segment, null), segments.find(id, 2).orElseThrow());
        assertThat(segments.existing(List.of("unknown", segment.id()))).isEqualTo(Set.of(segment.id()));
        assertThat(segments.existing(List.of("unknown"))).isEmpty();
        assertThat(segments.existing(List.of())).isEmpty();
    }

    @Test
    final void nothingChangesForReadersOfTheHead() {
        sayAll();
        Conversation before = head();
        put(1, 4);
        put(5, 8);
        assertThat(head()).isEqualTo(before);
        assertThat(chats.list(ConversationQuery.ofTenant(id.tenant())).items()).containsExactly(before);
        assertThat(snapshot(id).head()).isEqualTo(before);
        assertThat(changes).isEmpty();
        assertRows(1, 9, 9);
    }

    @Test
    final void theBackendItselfReadsAndEditsTheOtherMessages() {
        sayAll();
        put(1, 4);
        Conversation before = head();
        assertThat(chats.find(id, 4)).isEmpty();
        assertThat(chats.find(id, "m4")).isEmpty();
        assertThat(chats.find(id, "m7")).isPresent();
        assertThat(chats.revisions(id, 4)).isEmpty();
        assertThat(Histories.sequences(chats.recent(id, 9))).containsExactly(5L, 6L, 7L, 8L, 9L);
        assertThat(chats.history(id, Slice.before(5, 9))).isEmpty();
        assertThat(Histories.sequences(chats.history(id, Slice.after(2, 2)))).containsExactly(5L, 6L);
        assertThat(Histories.sequences(chats.history(id, Slice.pathTo(8, 9)))).containsExactly(8L);
        assertThat(Histories.sequences(chats.history(id, Slice.repliesTo(1, 9))))
                .containsExactly(6L, 7L);
        assertThat(chats.edit(id, 3, MessageEdit.of("x"))).isEmpty();
        assertThat(chats.redact(id, "m1")).isEmpty();
        assertThat(head()).isEqualTo(before);
        assertThat(segments.sequence(id, "m4")).hasValue(4);
        assertThat(segments.sequence(id, "m7")).hasValue(7);
        assertThat(segments.sequence(id, "unknown")).isEmpty();
    }

    @Test
    final void theIdOfARedactedMessageIsRecognizedWithAnyContentAfterItsReturn() {
        say(id, 1);
        chats.append(id, NewMessage.user("secret").withId("redacted"));
        chats.redact(id, "redacted");
        chats.append(id, named(3));
        List<MessageSnapshot> moved = messages(id).subList(0, 2);
        StoredSegment segment = segment(id, 1, 2);
        assertThat(segments.put(id, head().version(), segment)).isTrue();
        assertThat(chats.append(id, NewMessage.user("other").withId("redacted")).duplicate())
                .isTrue();
        assertThat(segments.takeBack(id, segment.segment(), moved)).isTrue();
        assertThat(chats.append(id, NewMessage.user("another").withId("redacted"))
                        .firstSequence())
                .isEqualTo(2);
    }

    @Test
    final void onlyTheOldestMessagesThatAreNotAllMoveAndAtTheirVersion() {
        say(id, 5);
        assertNotMoved(4, 1, 2);
        assertNotMoved(6, 1, 2);
        assertNotMoved(5, 2, 3);
        assertNotMoved(5, 1, 5);
        assertNotMoved(5, 1, 6);
        assertRows(1, 1, 5);
        put(1, 2);
        assertNotMoved(5, 1, 2);
        assertNotMoved(5, 2, 3);
        assertNotMoved(5, 4, 4);
        assertNotMoved(5, 3, 5);
        assertRows(1, 3, 5);
        ConversationId missing = new ConversationId(id.tenant(), "missing");
        assertThat(segments.put(missing, 0, segment(1, 1, 1))).isFalse();
        assertThat(segments.list(missing)).isEmpty();
        assertThat(chats.find(missing)).isEmpty();
    }

    private void assertNotMoved(long version, long first, long last) {
        StoredSegment segment = segment(first, last, 1);
        ConversationSnapshot before = snapshot(id);
        assertThat(segments.put(id, version, segment)).isFalse();
        assertThat(snapshot(id)).isEqualTo(before);
        assertThat(segments.existing(List.of(segment.segment().id()))).isEmpty();
    }

    @Test
    final void messagesThatAreBroughtBackAreAsTheyWere() {
        sayAll();
        ConversationSnapshot before = snapshot(id);
        List<MessageSnapshot> all = messages(id);
        StoredSegment first = put(1, 4);
        StoredSegment second = put(5, 7);
        assertThat(messages(id)).isEqualTo(all.subList(7, 9));
        assertThat(segments.takeBack(id, second.segment(), all.subList(4, 7))).isTrue();
        assertRows(1, 5, 9);
        assertThat(segments.takeBack(id, first.segment(), all.subList(0, 4))).isTrue();

        assertThat(snapshot(id)).isEqualTo(before);
        assertRows(1, 1, 9);
        assertThat(changes).isEmpty();
        assertThat(chats.revisions(id, 4)).hasSize(3);
        assertThat(chats.find(id, "m4").map(Message::text)).contains("edited again");
        assertThat(Histories.sequences(chats.history(id, Slice.repliesTo(1, 9))))
                .containsExactly(6L, 7L);
        assertThat(Histories.sequences(chats.history(id, Slice.repliesTo(0, 9))))
                .containsExactly(1L, 2L);
        assertThat(Histories.sequences(chats.history(id, Slice.pathTo(8, 9)))).containsExactly(2L, 3L, 8L);
        assertThat(chats.append(id, named(1)).sequences()).containsExactly(1L);
        assertThat(chats.append(id, named(4)).duplicate()).isTrue();
        assertThat(chats.append(id, NewMessage.user("anything").withId("m6")).duplicate())
                .isTrue();
        assertThat(chats.edit(id, 3, MessageEdit.of("edited"))).isPresent();
        put(1, 8);
        assertRows(1, 9, 9);
    }

    @Test
    final void onlyTheNewestSegmentIsBroughtBack() {
        say(id, 6);
        List<MessageSnapshot> all = messages(id);
        StoredSegment first = put(1, 2);
        StoredSegment second = put(3, 4);
        assertThat(segments.takeBack(id, first.segment(), all.subList(0, 2))).isFalse();
        StoredSegment unknown = segment(3, 4, 7);
        assertThat(segments.takeBack(id, unknown.segment(), all.subList(2, 4))).isFalse();
        ConversationId missing = new ConversationId(id.tenant(), "missing");
        assertThat(segments.takeBack(missing, first.segment(), all.subList(0, 2)))
                .isFalse();
        assertThatThrownBy(() -> segments.takeBack(id, second.segment(), all.subList(2, 3)))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> segments.takeBack(id, second.segment(), all.subList(1, 3)))
                .isInstanceOf(InvalidInputException.class);
        assertRows(1, 5, 6);
        assertThat(segments.takeBack(id, second.segment(), all.subList(2, 4))).isTrue();
        assertThat(segments.takeBack(id, second.segment(), all.subList(2, 4))).isFalse();
        assertRows(1, 3, 6);
    }

    @Test
    final void ofTwoThatMoveTheSameMessagesOneWins() {
        say(id, 5);
        List<Boolean> moved = Racers.all(RACERS, racer -> segments.put(id, 5, segment(1, 4, 10)));
        assertThat(moved).containsOnlyOnce(true);
        assertRows(1, 5, 5);
    }

    @Test
    final void ofTwoThatBringTheSameMessagesBackOneWins() {
        say(id, 5);
        List<MessageSnapshot> all = messages(id);
        StoredSegment segment = put(1, 4);
        List<Boolean> moved = Racers.all(RACERS, racer -> segments.takeBack(id, segment.segment(), all.subList(0, 4)));
        assertThat(moved).containsOnlyOnce(true);
        assertRows(1, 1, 5);
        assertThat(messages(id)).isEqualTo(all);
    }

    @Test
    final void appendsAtTheSameTimeLoseNothing() {
        int each = 10;
        say(id, 3);
        List<MessageSnapshot> all = messages(id);
        Racers.all(RACERS, racer -> {
            for (int i = 0; i < each; i++) {
                if (racer > 0) {
                    chats.append(id, NewMessage.user("m").withId(racer + "-" + i));
                } else {
                    StoredSegment segment = segment(1, 2, 3);
                    if (segments.put(id, head().version(), segment)) {
                        assertThat(segments.takeBack(id, segment.segment(), all.subList(0, 2)))
                                .isTrue();
                    }
                }
            }
            return racer;
        });
        assertRows(1, 1, 3L + (RACERS - 1L) * each);
        assertThat(messages(id).subList(0, 3)).isEqualTo(all);
        put(1, 20);
        assertRows(1, 21, 3L + (RACERS - 1L) * each);
        assertThat(chats.append(id, NewMessage.user("m").withId("1-0")).duplicate())
                .isTrue();
    }

    @Test
    final void aMoveWhoseReplyIsLostIsDoneOnce() {
        sayAll();
        ConversationSnapshot before = snapshot(id);
        List<MessageSnapshot> all = messages(id);
        StoredSegment segment = segment(id, 1, 6);
        loseNextReply();
        assertThat(segments.put(id, head().version(), segment)).isTrue();
        assertRows(1, 7, 9);
        assertSegment(segment, segments.find(id, 6).orElseThrow());
        loseNextReply();
        assertThat(segments.takeBack(id, segment.segment(), all.subList(0, 6))).isTrue();
        assertRows(1, 1, 9);
        assertThat(snapshot(id)).isEqualTo(before);
        assertThat(changes).isEmpty();
    }
}
