package dev.chatstore.core.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Append;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Slice;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.testkit.segment.HeapPlace;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many calls of the durable store, of its index and of a place a call makes. */
final class ArchivedCostTest {
    private final ConversationId id = ConversationId.of("a conversation");
    private final ConversationId plain = ConversationId.of("not archived");
    private final Faults faults = new Faults();
    private final HeapPlace place = new HeapPlace(InstantSource.system());
    private final Backend durable = MemoryStores.open();
    private final ArchivedBackend archived = ArchivedStores.around(faults.backend(durable), faults.place(place));
    private final ChatStore chats = archived.chats();

    @AfterEach
    void close() {
        durable.close();
    }

    /** Ten messages, of which 1 to 3 and 4 to 6 are in segments. */
    private void archive() {
        for (int i = 1; i <= 10; i++) {
            NewMessage message = NewMessage.user("m" + i).withId("m" + i);
            chats.append(id, message);
            chats.append(plain, message);
        }
        Conversation head = chats.find(id).orElseThrow();
        archived.moving(place, 3).move(head, 1, 3);
        archived.moving(place, 3).move(head, 4, 6);
    }

    private void assertCalls(Runnable action, String... calls) {
        assertThat(faults.calls(action)).containsExactly(calls);
    }

    @Test
    void whatTheRowsAnswerCostsWhatItDid() {
        archive();
        for (ConversationId any : List.of(id, plain)) {
            assertCalls(() -> chats.find(any), "chats.find");
            assertCalls(() -> chats.recent(any, 4), "chats.history");
            assertCalls(() -> chats.recentPath(any, 4), "chats.history");
            assertCalls(() -> chats.history(any, Slice.before(9, 2)), "chats.history");
            assertCalls(() -> chats.history(any, Slice.after(6, 9)), "chats.history");
            assertCalls(() -> chats.history(any, Slice.after(10, 9)), "chats.history");
            assertCalls(() -> chats.replies(any, 8), "chats.history");
            assertCalls(() -> chats.find(any, 7), "chats.find");
            assertCalls(() -> chats.find(any, "m7"), "chats.find");
            assertCalls(() -> chats.revisions(any, 7), "chats.revisions");
            assertCalls(() -> chats.edit(any, 7, MessageEdit.of("m7")), "chats.edit");
            assertCalls(() -> chats.redact(any, "m8"), "chats.redact");
            assertCalls(() -> chats.append(any, NewMessage.user("m1").withId("m1")), "chats.appendAll");
        }
        assertCalls(() -> chats.recent(plain, 100), "chats.history");
        assertCalls(() -> chats.history(plain, Slice.oldest(100)), "chats.history");
    }

    @Test
    void anEmptyReadCostsNothingMore() {
        ConversationId missing = ConversationId.of("missing");
        assertCalls(() -> chats.recent(missing, 10), "chats.history");
        assertCalls(() -> chats.recentPath(missing, 10), "chats.history");
        assertCalls(() -> chats.history(missing, Slice.after(0, 10)), "chats.history");
        assertCalls(() -> chats.find(missing, 0), "chats.find");
    }

    @Test
    void aSegmentIsReadOnce() {
        archive();
        assertCalls(
                () -> chats.recent(id, 10), "chats.history", "index.find", "place.read", "index.find", "place.read");
        assertCalls(() -> chats.recentPath(id, 10), "chats.history", "index.find", "index.find");
        assertCalls(() -> chats.history(id, Slice.after(4, 9)), "chats.history", "index.find");
        assertCalls(() -> chats.history(id, Slice.before(3, 9)), "chats.history", "index.find");
        assertCalls(() -> chats.find(id, 2), "chats.find", "index.find");
        assertCalls(() -> chats.find(id, "m2"), "chats.find", "index.sequence", "chats.find", "index.find");
        assertCalls(() -> chats.revisions(id, 2), "chats.revisions", "index.find");
        assertCalls(
                () -> chats.replies(id, 2),
                "chats.history",
                "index.list",
                "index.find",
                "index.find",
                "chats.history",
                "index.list");
    }

    @Test
    void whatDoesNotExistCostsTwoStatementsMore() {
        archive();
        assertCalls(() -> chats.find(id, 11), "chats.find", "index.find", "chats.find");
        assertCalls(() -> chats.find(id, "unknown"), "chats.find", "index.sequence");
        assertCalls(() -> chats.edit(id, 11, MessageEdit.of("x")), "chats.edit", "chats.find");
    }

    @Test
    void aHistoryThatBeginsLaterCostsTwoStatementsMore() {
        archive();
        archived.oldMessages().trim(plain, 5, 100);
        assertCalls(() -> chats.recent(plain, 10), "chats.history", "index.find", "chats.find");
        assertCalls(() -> chats.history(plain, Slice.oldest(10)), "chats.history", "index.find", "chats.find");
    }

    @Test
    void aRemovalInSegmentsComparesTheTimeOfCreation() {
        archive();
        Instant created = chats.find(id).orElseThrow().created();
        Instant ofPlain = chats.find(plain).orElseThrow().created();
        assertCalls(() -> archived.oldMessages().trim(plain, ofPlain, 3, 100), "index.list");
        Runnable segments = () -> archived.oldMessages().trim(id, created, 4, 3);
        assertCalls(segments, "index.list", "chats.find", "index.shorten", "place.remove");
    }

    @Test
    void aConflictThatMissedMessagesReadsTheOneBefore() {
        archive();
        Append late = Append.of(plain, NewMessage.user("late")).expecting(8);
        assertCalls(() -> chats.appendAll(List.of(late)), "chats.appendAll", "chats.find");
    }
}
