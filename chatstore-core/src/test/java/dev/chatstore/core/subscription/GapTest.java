package dev.chatstore.core.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Append;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.Change;
import dev.chatstore.api.ChangeListener.Gap;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.core.backend.BackgroundThreads;
import java.time.Instant;
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

    @Test
    void aTenantsListenerReceivesLostChangesOfAKnownConversation() {
        RecordingListener tenants = new RecordingListener();
        subscriptions.subscribeTenant(chats.latest(), "default", tenants);
        subscriptions.changed(append("one"));
        append("lost");
        subscriptions.changed(append("three"));
        assertThat(tenants.textsUpTo("three")).containsExactly("one", "InConversation", "lost", "three");
    }
}
