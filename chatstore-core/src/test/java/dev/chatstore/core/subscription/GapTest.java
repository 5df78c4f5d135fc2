package dev.chatstore.core.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Append;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.Change;
import dev.chatstore.api.ChangeListener.Gap;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ForwardingChatStore;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Subscription;
import dev.chatstore.core.backend.BackgroundThreads;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes that are lost, repeated or reordered on their way to a listener; the test delivers them. */
class GapTest {
    private static final ConversationId ID = ConversationId.of("kari");

    private final ChatStorage storage = ChatStorage.open("memory:");
    private final ChatStore chats = storage.chats();
    private final Subscriptions subscriptions =
            new Subscriptions(new ListenerLimits(100, 1 << 20, 4), BackgroundThreads.named("listener"));
    private final RecordingListener listener = new RecordingListener();

    @BeforeEach
    void listen() {
        append("before");
        subscriptions.subscribe(chats.latest(), ID, listener);
    }

    @AfterEach
    void close() {
        subscriptions.close();
        storage.close();
    }

    /** Appends without a notification, and returns the change to deliver. */
    private Change append(String text) {
        Append append = Append.of(ID, NewMessage.user(text));
        AppendReceipt receipt = chats.append(append);
        Instant created = chats.find(ID, receipt.firstSequence()).orElseThrow().created();
        return Change.Appended.of(append, receipt, created, receipt.firstSequence() == 1);
    }

    @Test
    void aRepeatedChangeIsIgnored() {
        Change one = append("one");
        subscriptions.changed(one);
        subscriptions.changed(one);
        subscriptions.changed(append("two"));
        assertThat(listener.textsUpTo("two")).containsExactly("one", "two");
    }

    @Test
    void aLostChangeIsReadOnceTheNextComes() {
        append("lost");
        append("lost too");
        subscriptions.changed(append("three"));
        subscriptions.changed(append("four"));
        assertThat(listener.next())
                .isInstanceOfSatisfying(
                        Gap.InConversation.class, gap -> assertThat(gap.after()).isEqualTo(1));
        assertThat(listener.textsUpTo("four")).containsExactly("lost", "lost too", "three", "four");
    }

    @Test
    void aLateChangeIsNotDeliveredAgain() {
        Change late = append("late");
        subscriptions.changed(append("early"));
        subscriptions.changed(late);
        subscriptions.changed(append("last"));
        assertThat(listener.next()).isInstanceOf(Gap.class);
        assertThat(listener.textsUpTo("last")).containsExactly("late", "early", "last");
    }

    @Test
    void afterAGapWithoutChangesThereIsNoNotification() {
        ListenerPosition position = new ListenerPosition(chats, ID);
        position.begin();
        position.catchUp(listener);
        assertThat(listener.isEmpty()).isTrue();
    }

    @Test
    void afterAGapMissedChangesFollowAndQueuedOnesAreNotRepeated() {
        listener.block();
        subscriptions.changed(append("one"));
        Change queued = append("two");
        subscriptions.gap();
        subscriptions.changed(queued);
        subscriptions.changed(append("three"));
        listener.release();
        assertThat(listener.textsUpTo("three"))
                .filteredOn(text -> !text.equals("InConversation"))
                .containsExactly("one", "two", "three");
    }

    /** Starts a call of the listener that waits, so that changes queue up behind it. */
    private void waitInCall(Change change, RecordingListener waiting) {
        waiting.block();
        subscriptions.changed(change);
        waiting.awaitCall();
    }

    @Test
    void queuedChangesOfAConversationAreDeliveredDespiteAGapThatLostNothing() {
        waitInCall(append("one"), listener);
        chats.edit(ID, 1, MessageEdit.of("edited"));
        Message edited = chats.find(ID, 1).orElseThrow();
        subscriptions.changed(new Change.Revised(ID, 3, edited, 0));
        subscriptions.gap();
        subscriptions.changed(append("two"));
        listener.release();
        assertThat(listener.textsUpTo("two")).containsExactly("one", "Revised", "two");
    }

    @Test
    void queuedChangesOfATenantAreDeliveredDespiteAGap() {
        RecordingListener tenants = new RecordingListener();
        subscriptions.subscribeTenant(chats.latest(), "default", tenants);
        waitInCall(append("one"), tenants);
        subscriptions.changed(append("two"));
        subscriptions.gap();
        subscriptions.changed(append("three"));
        tenants.release();
        assertThat(tenants.textsUpTo("three")).containsExactly("one", "InTenant", "two", "three");
    }

    @Test
    void aChangeThatWasLostIsReadThoughALateOneIsQueued() {
        Change late = append("one");
        waitInCall(late, listener);
        append("lost");
        subscriptions.gap();
        subscriptions.changed(late);
        listener.release();
        assertThat(listener.textsUpTo("lost")).containsExactly("one", "InConversation", "lost");
    }

    @Test
    void aLostEditIsReportedAsAGap() {
        chats.edit(ID, 1, MessageEdit.of("edited"));
        subscriptions.gap();
        assertThat(listener.next()).isEqualTo(new Gap.InConversation(ID, 1, 2));
        subscriptions.changed(append("one"));
        assertThat(listener.textsUpTo("one")).containsExactly("one");
    }

    @Test
    void aRecreatedConversationIsDeliveredWhole() {
        chats.delete(ID);
        append("new 1");
        append("new 2");
        subscriptions.gap();
        assertThat(listener.next()).isInstanceOf(Gap.InConversation.class);
        assertThat(listener.textsUpTo("new 2")).containsExactly("new 1", "new 2");
    }

    @Test
    void aLostRemovalIsReportedAsAGap() {
        chats.delete(ID);
        subscriptions.gap();
        assertThat(listener.next()).isInstanceOf(Gap.InConversation.class);
    }

    /** Subscribes to a conversation that does not exist yet, and lets it be created by an append. */
    private RecordingListener listenFromTheBeginning() {
        chats.delete(ID);
        RecordingListener fromTheBeginning = new RecordingListener();
        subscriptions.subscribe(chats.latest(), ID, fromTheBeginning);
        subscriptions.changed(append("old 1"));
        subscriptions.changed(append("old 2"));
        assertThat(fromTheBeginning.textsUpTo("old 2")).endsWith("old 1", "old 2");
        return fromTheBeginning;
    }

    @Test
    void aConversationThatBeganWithAnAppendAndIsRecreatedIsDeliveredWhole() {
        RecordingListener fromTheBeginning = listenFromTheBeginning();
        chats.delete(ID);
        append("new 1");
        append("new 2");
        append("new 3");
        subscriptions.gap();
        assertThat(fromTheBeginning.textsUpTo("new 3")).containsExactly("InConversation", "new 1", "new 2", "new 3");
    }

    @Test
    void aLostRemovalOfAConversationThatBeganWithAnAppendIsReportedAsAGap() {
        RecordingListener fromTheBeginning = listenFromTheBeginning();
        chats.delete(ID);
        subscriptions.gap();
        assertThat(fromTheBeginning.next()).isInstanceOf(Gap.InConversation.class);
    }

    @Test
    void aTenantsListenerReceivesLostChangesOfAKnownConversation() {
        RecordingListener tenants = new RecordingListener();
        subscriptions.subscribeTenant(chats.latest(), "default", tenants);
        subscriptions.changed(append("one"));
        append("lost");
        subscriptions.changed(append("three"));
        assertThat(tenants.textsUpTo("three")).containsExactly("one", "InConversation", "lost", "three");
    }

    @Test
    void aClosedSubscriptionHearsNoLaterChangeThoughItIsCatchingUp() throws InterruptedException {
        List<Thread> threads = new CopyOnWriteArrayList<>();
        AtomicReference<Runnable> beforeRead = new AtomicReference<>(() -> {});
        ChatStore closing = new ForwardingChatStore(chats) {
            @Override
            public Optional<Conversation> find(ConversationId id) {
                beforeRead.get().run();
                return super.find(id);
            }

            @Override
            protected ChatStore decorate(ChatStore other) {
                return other;
            }
        };
        RecordingListener closed = new RecordingListener();
        try (Subscriptions own = new Subscriptions(new ListenerLimits(100, 1 << 20, 4), task -> {
            Thread thread = new Thread(task, "listener");
            threads.add(thread);
            return thread;
        })) {
            Subscription subscription = own.subscribe(closing, ID, closed);
            beforeRead.set(() -> {
                subscription.close();
                append("after the end");
            });
            own.gap();
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertThat(chats.recent(ID, 1)).extracting(Message::text).containsExactly("after the end");
        assertThat(closed.isEmpty()).isTrue();
    }
}
