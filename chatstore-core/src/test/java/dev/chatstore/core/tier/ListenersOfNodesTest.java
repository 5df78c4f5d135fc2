package dev.chatstore.core.tier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Change;
import dev.chatstore.api.ChangeListener;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.UnavailableException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Listeners to what other processes commit. */
class ListenersOfNodesTest {
    private final Nodes nodes = new Nodes();
    private final ConversationId id = ConversationId.of("kari");
    private final ChatStorage here = nodes.both();
    private final ChatStorage there = nodes.both();
    private final QueuedChange told = new QueuedChange();

    /** Writes down what was appended, and that something was missed. */
    private static final class QueuedChange implements ChangeListener {
        private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

        @Override
        public void changed(Change change) {
            if (change instanceof Change.Appended appended) {
                appended.messages().forEach(message -> told.add(message.text()));
            }
        }

        @Override
        public void missed(Gap gap) {
            told.add("missed");
        }

        String next() throws InterruptedException {
            return String.valueOf(told.poll(10, TimeUnit.SECONDS));
        }
    }

    @BeforeEach
    void listen() {
        there.subscribe(id, told);
    }

    @AfterEach
    void closeNodes() {
        nodes.close();
    }

    private void say(String text) {
        here.chats().append(id, NewMessage.user(text));
    }

    @Test
    void whatAnotherProcessCommitsIsTold() throws InterruptedException {
        say("one");
        say("two");
        assertThat(told.next()).isEqualTo("one");
        assertThat(told.next()).isEqualTo("two");
    }

    @Test
    void whatWasLostIsToldAfterTheNextHeartbeat() throws InterruptedException {
        nodes.shared.feed.loses = () -> true;
        say("lost");
        nodes.shared.feed.beat();
        assertThat(told.next()).isEqualTo("missed");
        assertThat(told.next()).isEqualTo("lost");
    }

    @Test
    void whatIsMissedWhileTheStoreIsAwayIsToldOnceItIsBack() throws InterruptedException {
        nodes.shared.feed.loses = () -> true;
        say("lost");
        nodes.durable.away.set(UnavailableException.notDone("the store is away", true, null));
        int before = nodes.durable.calls.get();
        nodes.shared.feed.beat();
        UntilTrue.within(Duration.ofSeconds(10), () -> nodes.durable.calls.get() > before);
        nodes.durable.away.set(null);
        assertThat(told.next()).isEqualTo("missed");
        assertThat(told.next()).isEqualTo("lost");
    }

    @Test
    void aChangeThatWasTooLargeToSendConcernsItsConversationOnly() throws InterruptedException {
        ConversationId other = ConversationId.of("other");
        there.chats().append(other, NewMessage.user("kept"));
        say("one");
        assertThat(told.next()).isEqualTo("one");
        there.chats().recent(id, 5);
        there.chats().recent(other, 5);
        nodes.truth().append(id, NewMessage.user("large"));
        nodes.shared.feed.tellOnlyOf(id);
        assertThat(told.next()).isEqualTo("missed");
        assertThat(told.next()).isEqualTo("large");
        assertThat(nodes.calls(() -> there.chats().recent(other, 5))).isZero();
        assertThat(there.caches().statistics().feedGaps()).isEqualTo(1);
    }
}
