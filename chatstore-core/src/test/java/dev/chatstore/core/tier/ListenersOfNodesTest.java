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

/** Listeners are notified of what other processes commit. */
class ListenersOfNodesTest {
    private final Nodes nodes = new Nodes();
    private final ConversationId id = ConversationId.of("kari");
    private final ChatStorage here = nodes.both();
    private final ChatStorage there = nodes.both();
    private final AppendedTexts listener = new AppendedTexts();

    /** Records the appended texts, and that changes were missed. */
    private static final class AppendedTexts implements ChangeListener {
        private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();

        @Override
        public void changed(Change change) {
            if (change instanceof Change.Appended appended) {
                appended.messages().forEach(message -> texts.add(message.text()));
            }
        }

        @Override
        public void missed(Gap gap) {
            texts.add("missed");
        }

        String next() throws InterruptedException {
            return String.valueOf(texts.poll(10, TimeUnit.SECONDS));
        }
    }

    @BeforeEach
    void listen() {
        there.subscribe(id, listener);
    }

    @AfterEach
    void closeNodes() {
        nodes.close();
    }

    private void say(String text) {
        here.chats().append(id, NewMessage.user(text));
    }

    @Test
    void aListenerIsNotifiedOfAnotherProcessesCommits() throws InterruptedException {
        say("one");
        say("two");
        assertThat(listener.next()).isEqualTo("one");
        assertThat(listener.next()).isEqualTo("two");
    }

    @Test
    void aLostChangeIsDeliveredAfterTheNextHeartbeat() throws InterruptedException {
        nodes.shared.feed.loses = () -> true;
        say("lost");
        nodes.shared.feed.beat();
        assertThat(listener.next()).isEqualTo("missed");
        assertThat(listener.next()).isEqualTo("lost");
    }

    @Test
    void aChangeThatIsNotSentAsTheSharedCacheFailsIsDeliveredAfterTheNextHeartbeat() throws InterruptedException {
        say("one");
        assertThat(listener.next()).isEqualTo("one");
        nodes.shared.away = true;
        nodes.shared.feed.loses = () -> true;
        // Each fails, so the calls of the shared cache are suspended from then on, and nothing is sent.
        here.chats().find(ConversationId.of("another"));
        here.chats().find(ConversationId.of("a third"));
        here.chats().find(ConversationId.of("a fourth"));
        say("not sent");
        nodes.shared.feed.beat();
        assertThat(listener.next()).isEqualTo("missed");
        assertThat(listener.next()).isEqualTo("not sent");
    }

    @Test
    void aChangeMissedWhileTheStoreIsAwayIsDeliveredOnceItIsBack() throws InterruptedException {
        nodes.shared.feed.loses = () -> true;
        say("lost");
        nodes.durable.away.set(UnavailableException.notDone("the store is away", true, null));
        int before = nodes.durable.calls.get();
        nodes.shared.feed.beat();
        Await.within(Duration.ofSeconds(10), () -> nodes.durable.calls.get() > before);
        nodes.durable.away.set(null);
        assertThat(listener.next()).isEqualTo("missed");
        assertThat(listener.next()).isEqualTo("lost");
    }

    @Test
    void aChangeTooLargeToSendConcernsOnlyItsConversation() throws InterruptedException {
        ConversationId other = ConversationId.of("other");
        there.chats().append(other, NewMessage.user("kept"));
        say("one");
        assertThat(listener.next()).isEqualTo("one");
        there.chats().recent(id, 5);
        there.chats().recent(other, 5);
        nodes.truth().append(id, NewMessage.user("large"));
        nodes.shared.feed.notifyWithoutChange(id);
        assertThat(listener.next()).isEqualTo("missed");
        assertThat(listener.next()).isEqualTo("large");
        assertThat(nodes.calls(() -> there.chats().recent(other, 5))).isZero();
        assertThat(there.caches().statistics().feedGaps()).isEqualTo(1);
    }
}
