package dev.chatstore.core.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Append;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Slice;
import dev.chatstore.api.Storage;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.testkit.Allocation;
import dev.chatstore.testkit.Racers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which tier answers a read, and at which cost. */
class TieredChatStoreTest {
    private static final Duration LITTLE = Duration.ofSeconds(1);
    private static final Duration LONG = Nodes.BOUND.plus(LITTLE);

    private final Nodes nodes = new Nodes();
    private final ConversationId id = ConversationId.of("kari");

    @AfterEach
    void closeNodes() {
        nodes.close();
    }

    @Test
    void anAppendedMessageIsReadWithoutACall() {
        ChatStore chats = nodes.both().chats();
        say(chats, "one");
        chats.recent(id, 5);
        assertThat(nodes.calls(() -> {
                    say(chats, "two");
                    say(chats, "three");
                }))
                .as("the appends themselves")
                .isEqualTo(2);
        assertThat(nodes.calls(() -> assertThat(texts(chats)).containsExactly("one", "two", "three")))
                .isZero();
        assertThat(nodes.calls(() -> chats.find(id))).isZero();
        assertThat(nodes.calls(() -> chats.find(id, 2))).isZero();
        assertThat(nodes.calls(() -> chats.history(id, Slice.after(1, 10)))).isZero();
        assertThat(nodes.calls(() -> chats.history(id, Slice.pathTo(3, 10)))).isZero();
    }

    @Test
    void theProcessesOwnChangesAreReadAtOnceWithoutACall() {
        for (Storage stores : List.of(nodes.both(), nodes.alone(), nodes.sharing())) {
            ChatStore chats = stores.chats();
            chats.delete(id);
            // A delete that finds nothing makes this process believe no shared window that is not newer.
            nodes.pass(Duration.ofMillis(1));
            say(chats, "one", "two");
            chats.recent(id, 5);
            chats.edit(id, 1, MessageEdit.of("uno"));
            chats.redact(id, 2);
            chats.patch(ConversationPatch.of(id).withTitle("a title"));
            say(chats, "three");
            assertThat(nodes.calls(() -> {
                        assertThat(chats.recent(id, 5)).isEqualTo(nodes.truthOf(id));
                        assertThat(chats.find(id)).isEqualTo(nodes.truth().find(id));
                    }))
                    .as("calls of the two reads, without those of the comparison")
                    .isZero();
            chats.delete(id);
            assertThat(chats.recent(id, 5)).isEmpty();
            assertThat(chats.find(id)).isEmpty();
        }
    }

    @Test
    void aFirstAppendReplacesTheWindowOfAMissingConversation() {
        for (Storage stores : List.of(nodes.both(), nodes.alone(), nodes.sharing())) {
            ChatStore chats = stores.chats();
            chats.delete(id);
            assertThat(chats.recent(id, 5)).isEmpty();
            assertThat(nodes.calls(() -> assertThat(chats.recent(id, 5)).isEmpty()))
                    .isZero();
            say(chats, "one");
            assertThat(texts(chats)).containsExactly("one");
        }
    }

    @Test
    void anotherProcessesCommitsAreReadThroughTheFeedWithoutACall() {
        ChatStore here = nodes.both().chats();
        ChatStore there = nodes.both().chats();
        say(here, "one");
        assertThat(texts(there)).containsExactly("one");
        say(here, "two");
        here.edit(id, 1, MessageEdit.of("uno"));
        assertThat(nodes.calls(() -> assertThat(texts(there)).containsExactly("uno", "two")))
                .isZero();
    }

    @Test
    void aConversationThatAnotherProcessHasReadIsNotLoadedAgain() {
        ChatStore here = nodes.both().chats();
        ChatStore there = nodes.both().chats();
        say(nodes.truth(), "one");
        texts(here);
        assertThat(nodes.calls(() -> assertThat(texts(there)).containsExactly("one")))
                .isZero();
    }

    @Test
    void theLatestIsReadWhateverIsCached() {
        for (Storage stores : List.of(nodes.both(), nodes.alone(), nodes.sharing())) {
            ChatStore chats = stores.chats();
            chats.delete(id);
            say(chats, "one");
            texts(chats);
            say(nodes.truth(), "two");
            nodes.truth().edit(id, 1, MessageEdit.of("uno"));
            assertThat(chats.latest().recent(id, 5)).isEqualTo(nodes.truthOf(id));
            assertThat(chats.latest().find(id)).isEqualTo(nodes.truth().find(id));
            assertThat(chats.latest().find(id, 2)).isPresent();
            assertThat(chats.latest().latest()).isSameAs(chats.latest());
        }
    }

    @Test
    void theLatestOfACachedConversationCostsOneSmallCall() {
        ChatStore chats = nodes.both().chats();
        say(chats, "one");
        texts(chats);
        assertThat(nodes.calls(() -> chats.latest().recent(id, 5))).isEqualTo(1);
    }

    @Test
    void aCachedReadShowsWhatTheLatestHasShown() {
        ChatStore chats = nodes.both().chats();
        say(chats, "one");
        texts(chats);
        say(nodes.truth(), "two");
        chats.latest().recent(id, 5);
        assertThat(texts(chats)).containsExactly("one", "two");
    }

    @Test
    void anUnreachableConversationIsNotReportedAsMissing() {
        ChatStore chats = nodes.both().chats();
        nodes.durable.away.set(UnavailableException.notDone("away", true, null));
        assertThatThrownBy(() -> chats.recent(id, 5)).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> chats.find(id)).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> chats.find(id, 1)).isInstanceOf(UnavailableException.class);
    }

    @Test
    void aWriterReadsTheWinningMessageAfterAConflict() {
        for (Storage stores : List.of(nodes.both(), nodes.alone(), nodes.sharing())) {
            ChatStore chats = stores.chats();
            chats.delete(id);
            long version = say(chats, "one");
            texts(chats);
            say(nodes.truth(), "two");
            assertThatThrownBy(() ->
                            chats.append(Append.of(id, NewMessage.user("late")).expecting(version)))
                    .isInstanceOf(ConflictException.class);
            assertThat(texts(chats)).containsExactly("one", "two");
        }
    }

    @Test
    void aWriteWhoseReplyIsLostIsReadNext() {
        for (Storage stores : List.of(nodes.both(), nodes.alone(), nodes.sharing())) {
            ChatStore chats = stores.chats();
            chats.delete(id);
            say(chats, "one");
            texts(chats);
            nodes.durable.loseNextReply();
            assertThatThrownBy(() -> chats.edit(id, 1, MessageEdit.of("uno"))).isInstanceOf(UnavailableException.class);
            assertThat(texts(chats)).containsExactly("uno");
        }
    }

    @Test
    void anEvictedWindowIsNotReplacedByAnOlderOne() {
        ChatStorage node = nodes.both();
        ChatStore here = node.chats();
        say(here, "one");
        texts(here);
        nodes.pass(LITTLE);
        // The shared cache misses this one, as after a failover to a copy that lags behind.
        nodes.truth().append(id, NewMessage.user("two"));
        here.latest().recent(id, 5);
        assertThat(texts(here)).containsExactly("one", "two");
        node.caches().evict(id);
        assertThat(texts(here)).containsExactly("one", "two");
    }

    @Test
    void concurrentReadersShareOneLoad() {
        ChatStore chats = nodes.both().chats();
        say(nodes.truth(), "one");
        int calls = nodes.calls(() -> Racers.all(16, lane -> chats.recent(id, 5)));
        // A reader during the load waits for it. Two loads need a reader between its look at the cache and its load.
        assertThat(calls).isLessThanOrEqualTo(4);
    }

    @Test
    void aReadBeyondTheWindowCostsOneCall() {
        ChatStore chats = nodes.both().chats();
        say(nodes.truth(), texts(1, 50));
        assertThat(nodes.calls(() -> assertThat(chats.recent(id, 50)).hasSize(50)))
                .isEqualTo(1);
        texts(chats);
        assertThat(nodes.calls(() -> assertThat(chats.recent(id, 50)).hasSize(50)))
                .isEqualTo(1);
        assertThat(nodes.calls(
                        () -> assertThat(chats.history(id, Slice.oldest(10))).hasSize(10)))
                .isEqualTo(1);
    }

    @Test
    void readingMoreMessagesAllocatesNoMore() {
        ChatStore chats = nodes.open(Map.of("cache.bytes", "16MiB", "cache.messages", "1000"))
                .chats();
        say(chats, texts(1, 1_000));
        chats.recent(id, 1_000);
        long few = Allocation.of(() -> chats.recent(id, 1));
        long many = Allocation.of(() -> chats.recent(id, 1_000));
        assertThat(many).isLessThanOrEqualTo(few + 16);
    }

    private long say(ChatStore chats, String... texts) {
        return chats.append(
                        id,
                        IntStream.range(0, texts.length)
                                .mapToObj(i -> NewMessage.user(texts[i]))
                                .toList())
                .version();
    }

    private List<String> texts(ChatStore chats) {
        return chats.recent(id, 5).stream().map(Message::text).toList();
    }

    private static String[] texts(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(i -> "message " + i).toArray(String[]::new);
    }
}
