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
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes that are lost, doubled or swapped on their way to a listener: the test is what carries them. */
class GapTest {
    private static final ConversationId ID = ConversationId.of("kari");

    private final ChatStorage storage = ChatStorage.open("memory:");
    private final ChatStore chats = storage.chats();
    private final Subscriptions live = new Subscriptions(100);
    private final RecordingListener listener = new RecordingListener();

    @BeforeEach
    void listen() {
        append("before");
        live.subscribe(chats.latest(), ID, listener);
    }

    @AfterEach
    void close() {
        live.close();
        storage.close();
    }

    /** Appends without anybody being told, and returns what is to be told. */
    private Change append(String text) {
        Append append = Append.of(ID, NewMessage.user(text));
        AppendReceipt receipt = chats.append(append);
        return Change.Appended.of(append, receipt, Instant.EPOCH, receipt.firstSequence() == 1);
    }

    @Test
    void aChangeThatComesAgainIsPassedOver() {
        Change one = append("one");
        live.changed(one);
        live.changed(one);
        live.changed(append("two"));
        assertThat(listener.textsUpTo("two")).containsExactly("one", "two");
    }

    @Test
    void aChangeThatWasLostIsReadOnceTheNextComes() {
        append("lost");
        append("lost too");
        live.changed(append("three"));
        live.changed(append("four"));
        assertThat(listener.next())
                .isInstanceOfSatisfying(
                        Gap.InConversation.class, gap -> assertThat(gap.after()).isEqualTo(1));
        assertThat(listener.textsUpTo("four")).containsExactly("lost", "lost too", "three", "four");
    }

    @Test
    void aChangeThatComesTooLateIsNotToldAgain() {
        Change late = append("late");
        live.changed(append("early"));
        live.changed(late);
        live.changed(append("last"));
        assertThat(listener.next()).isInstanceOf(Gap.class);
        assertThat(listener.textsUpTo("last")).containsExactly("late", "early", "last");
    }

    @Test
    void afterAGapWithoutChangesNothingIsTold() {
        ListenerPosition seen = new ListenerPosition(chats, ID);
        seen.begin();
        seen.catchUp(listener);
        assertThat(listener.wasToldNothing()).isTrue();
    }

    @Test
    void afterAGapWhatWasMissedFollowsAndWhatWasOnTheWayIsNotTwice() {
        listener.hold();
        live.changed(append("one"));
        Change onTheWay = append("two");
        live.gap();
        live.changed(onTheWay);
        live.changed(append("three"));
        listener.letGo();
        assertThat(listener.textsUpTo("three"))
                .filteredOn(text -> !text.equals("InConversation"))
                .containsExactly("one", "two", "three");
    }

    @Test
    void anEditThatWasLostIsToldOfAsMissed() {
        chats.edit(ID, 1, MessageEdit.of("edited"));
        live.gap();
        assertThat(listener.next()).isEqualTo(new Gap.InConversation(ID, 1, 2));
        live.changed(append("one"));
        assertThat(listener.textsUpTo("one")).containsExactly("one");
    }

    @Test
    void whatTookThePlaceOfARemovedOneIsToldWhole() {
        chats.delete(ID);
        append("new 1");
        append("new 2");
        live.gap();
        assertThat(listener.next()).isInstanceOf(Gap.InConversation.class);
        assertThat(listener.textsUpTo("new 2")).containsExactly("new 1", "new 2");
    }

    @Test
    void aRemovalThatWasLostIsToldOfAsMissed() {
        chats.delete(ID);
        live.gap();
        assertThat(listener.next()).isInstanceOf(Gap.InConversation.class);
    }

    @Test
    void aTenantsListenerIsToldWhatWasLostOfAConversationItKnows() {
        RecordingListener tenants = new RecordingListener();
        live.subscribeTenant(chats.latest(), "default", tenants);
        live.changed(append("one"));
        append("lost");
        live.changed(append("three"));
        assertThat(tenants.textsUpTo("three")).containsExactly("one", "InConversation", "lost", "three");
    }
}
