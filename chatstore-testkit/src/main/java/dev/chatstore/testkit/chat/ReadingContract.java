package dev.chatstore.testkit.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Slice;
import dev.chatstore.testkit.Histories;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.StoreContract;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Reading messages. */
abstract class ReadingContract extends ChatContract {
    ReadingContract(StoreContract contract) {
        super(contract);
    }

    @Test
    void recentReturnsTheNewestMessagesOldestFirst() {
        say("1", "2", "3", "4", "5");

        assertThat(Histories.texts(chats.recent(id, 2))).containsExactly("4", "5");
        assertThat(Histories.texts(chats.recent(id, 5))).containsExactly("1", "2", "3", "4", "5");
        assertThat(Histories.texts(chats.recent(id, 10_000))).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void aSliceAfterASequenceBeginsWithTheNextMessage() {
        say("1", "2", "3", "4", "5");

        assertThat(slice(Slice.oldest(2))).containsExactly("1", "2");
        assertThat(slice(Slice.after(2, 2))).containsExactly("3", "4");
        assertThat(slice(Slice.after(4, 2))).containsExactly("5");
        assertThat(slice(Slice.after(5, 2))).isEmpty();
        assertThat(slice(Slice.after(Long.MAX_VALUE, 2))).isEmpty();
    }

    @Test
    void aSliceBeforeASequenceEndsWithThePreviousMessage() {
        say("1", "2", "3", "4", "5");

        assertThat(slice(Slice.newest(2))).containsExactly("4", "5");
        assertThat(slice(Slice.before(4, 2))).containsExactly("2", "3");
        assertThat(slice(Slice.before(2, 2))).containsExactly("1");
        assertThat(slice(Slice.before(1, 2))).isEmpty();
        assertThat(slice(Slice.before(0, 2))).isEmpty();
        assertThat(slice(Slice.before(7, 2))).containsExactly("4", "5");
    }

    @Test
    void readingAMissingConversationReturnsNothingAndCreatesNothing() {
        assertThat(chats.find(id)).isEmpty();
        assertThat(chats.recent(id, 10)).isEmpty();
        assertThat(slice(Slice.oldest(10))).isEmpty();
        assertThat(slice(Slice.pathTo(1, 10))).isEmpty();
        assertThat(chats.find(id, 1)).isEmpty();
        assertThat(chats.find(id, "an id")).isEmpty();
        assertThat(chats.revisions(id, 1)).isEmpty();
        assertThat(chats.find(id)).isEmpty();
    }

    @Test
    void aMessageIsFoundBySequence() {
        say("1", "2", "3");

        assertThat(chats.find(id, 2)).contains(history().get(1));
        assertThat(chats.find(id, 4)).isEmpty();
        assertThat(chats.find(id, 0)).isEmpty();
        assertThat(chats.find(id, -1)).isEmpty();
        assertThat(chats.find(id, Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void aMessageIsFoundById() {
        chats.append(id, named("m", 3));

        assertThat(chats.find(id, "m-1")).contains(history().get(1));
        assertThat(chats.find(id, "m-3")).isEmpty();
        assertThat(chats.find(ConversationId.of("another"), "m-1")).isEmpty();
    }

    @Test
    void anInvalidMessageIdIsRefused() {
        say("1");
        for (String invalid : List.of("", "  ", "a\0b", "\uD800", "x".repeat(256))) {
            assertThatThrownBy(() -> chats.find(id, invalid)).isInstanceOf(InvalidInputException.class);
        }
    }

    @Test
    void aLimitOutOfRangeIsRefused() {
        for (int invalid : new int[] {0, -1, Slice.MAX_LIMIT + 1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> chats.recent(id, invalid)).isInstanceOf(InvalidInputException.class);
        }
    }

    @Test
    void aConversationOfTenThousandMessagesIsReadCompletelyAndPagedInBothDirections() {
        chats.append(id, named("m", 10_000));
        List<String> all = IntStream.range(0, 10_000).mapToObj(i -> "m-" + i).toList();

        assertThat(Histories.texts(chats.recent(id, 10_000))).isEqualTo(all);
        assertThat(Histories.texts(Histories.forward(chats, id, 997))).isEqualTo(all);
        assertThat(Histories.texts(Histories.backward(chats, id, 997))).isEqualTo(all);
        for (int i : new int[] {0, 1, 4_999, 9_998, 9_999}) {
            assertThat(chats.find(id, i + 1L)).map(Message::text).contains(all.get(i));
            assertThat(chats.find(id, all.get(i))).map(Message::sequence).contains(i + 1L);
        }
        assertThat(head().messageCount()).isEqualTo(10_000);
    }

    @Test
    void aConversationOfTenThousandMessagesGrowsByManyAppends() {
        for (int i = 0; i < 100; i++) {
            chats.append(
                    id,
                    IntStream.range(i * 100, i * 100 + 100)
                            .mapToObj(n -> NewMessage.assistant("m-" + n))
                            .toArray(NewMessage[]::new));
        }
        assertThat(assertWhole(id)).hasSize(10_000);
        assertThat(chats.recent(id, 3)).extracting(Message::text).containsExactly("m-9997", "m-9998", "m-9999");
    }

    @Test
    void pagingForwardDuringAppendsSkipsNothingAndRepeatsNothing() {
        pageWhileOthersAppend(() -> {
            List<Message> pages = Histories.forward(chats, id, 7);
            assertThat(Histories.sequences(pages)).isEqualTo(upTo(pages.size()));
        });
    }

    @Test
    void pagingBackwardDuringAppendsSkipsNothingAndRepeatsNothing() {
        pageWhileOthersAppend(() -> {
            List<Message> pages = Histories.backward(chats, id, 7);
            assertThat(Histories.sequences(pages)).isEqualTo(upTo(pages.size()));
        });
    }

    private void pageWhileOthersAppend(Runnable pager) {
        say("1", "2", "3");
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger appending = new AtomicInteger(3);
        Racers.all(4, racer -> {
            if (racer == 0) {
                try {
                    for (int i = 0; i < 20 && appending.get() > 0; i++) {
                        pager.run();
                    }
                } finally {
                    done.set(true);
                }
                return 0;
            }
            int appended = 0;
            while (!done.get() && appended < 500) {
                say(racer + "/" + appended, "and");
                appended++;
            }
            return appending.decrementAndGet();
        });
        pager.run();
        assertWhole(id);
    }

    private List<String> slice(Slice slice) {
        return Histories.texts(chats.history(id, slice));
    }
}
