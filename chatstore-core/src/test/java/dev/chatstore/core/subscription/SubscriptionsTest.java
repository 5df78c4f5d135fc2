package dev.chatstore.core.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Append;
import dev.chatstore.api.Change;
import dev.chatstore.api.ChangeListener;
import dev.chatstore.api.ChangeListener.Gap;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ClosedException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.ForwardingChatStore;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Slice;
import dev.chatstore.api.Subscription;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionsTest {
    private static final ConversationId ID = ConversationId.of("kari");

    private final ChatStorage storage =
            ChatStorage.builder().url("memory:").set("listeners.queue", "10").open();
    private final ChatStore chats = storage.chats();
    private final RecordingListener listener = new RecordingListener();

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void changesAreDeliveredInOrderWithWhatAReaderWouldSee() {
        storage.subscribe(ID, listener);
        chats.open(ID, Profile.EMPTY.withTitle("Oslo"));
        chats.append(ID, NewMessage.user("one"), NewMessage.assistant("two"));
        chats.edit(ID, 1, MessageEdit.of("uno"));
        chats.redact(ID, 2);
        chats.patch(ConversationPatch.of(ID).withTitle("Bergen"));
        chats.delete(ID);
        chats.append(ID, NewMessage.user("anew"));

        assertThat(listener.next())
                .isInstanceOfSatisfying(
                        Change.Described.class,
                        change -> assertThat(change.head().profile().title()).isEqualTo("Oslo"));
        assertThat(listener.next())
                .isInstanceOfSatisfying(
                        Change.Appended.class,
                        change -> assertThat(change.messages())
                                .extracting(message -> message.sequence() + message.text())
                                .containsExactly("1one", "2two"));
        assertThat(listener.next())
                .isInstanceOfSatisfying(
                        Change.Revised.class,
                        change -> assertThat(change.message().text()).isEqualTo("uno"));
        assertThat(listener.next())
                .isInstanceOfSatisfying(
                        Change.Revised.class,
                        change -> assertThat(change.message().redacted()).isTrue());
        assertThat(listener.next())
                .isInstanceOfSatisfying(
                        Change.Described.class,
                        change -> assertThat(change.head().profile().title()).isEqualTo("Bergen"));
        assertThat(listener.next()).isInstanceOf(Change.Removed.class);
        assertThat(listener.textsUpTo("anew")).containsExactly("anew");
    }

    @Test
    void messagesFromBeforeAreNotDelivered() {
        chats.append(ID, NewMessage.user("before"));
        storage.subscribe(ID, listener);
        chats.append(ID, NewMessage.user("after"));
        assertThat(listener.textsUpTo("after")).containsExactly("after");
    }

    @Test
    void callsThatChangeNothingAreNotDelivered() {
        chats.append(ID, NewMessage.user("one").withId("m1"));
        storage.subscribe(ID, listener);
        chats.append(ID, NewMessage.user("one").withId("m1"));
        chats.edit(ID, 1, MessageEdit.of("one"));
        chats.appendAll(List.of(Append.of(ID, NewMessage.user("no")).expecting(7)));
        chats.append(ConversationId.of("other"), NewMessage.user("elsewhere"));
        chats.append(ID, NewMessage.user("two"));
        assertThat(listener.textsUpTo("two")).containsExactly("two");
    }

    @Test
    void aSlowListenerIsNotifiedOfAGapAndThenOfEachMissedMessageOnce() {
        storage.subscribe(ID, listener);
        listener.block();
        List<String> texts = IntStream.range(0, 100).mapToObj(i -> "m" + i).toList();
        texts.forEach(text -> chats.append(ID, NewMessage.user(text)));
        listener.release();
        chats.append(ID, NewMessage.user("last"));

        List<String> events = listener.textsUpTo("last");
        List<String> expected = new ArrayList<>(texts);
        expected.add("last");
        assertThat(events).contains("InConversation");
        assertThat(events).filteredOn(text -> !text.equals("InConversation")).isEqualTo(expected);
    }

    @Test
    void aSlowListenerDelaysNoOther() {
        RecordingListener other = new RecordingListener();
        storage.subscribe(ID, listener);
        storage.subscribe(ID, other);
        listener.block();
        chats.append(ID, NewMessage.user("one"));
        assertThat(other.textsUpTo("one")).containsExactly("one");
        listener.release();
    }

    @Test
    void aListenerThatThrowsReceivesTheNextChange() {
        storage.subscribe(ID, change -> {
            listener.changed(change);
            throw new IllegalStateException("broken");
        });
        chats.append(ID, NewMessage.user("one"));
        chats.append(ID, NewMessage.user("two"));
        assertThat(listener.textsUpTo("two")).containsExactly("one", "two");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                StackOverflowError.class,
                NoClassDefFoundError.class,
                AssertionError.class,
                OutOfMemoryError.class,
                ThreadDeath.class,
                IOException.class
            })
    void aListenerThatThrowsAnythingReceivesTheNextChange(Class<? extends Throwable> type) throws Exception {
        Throwable thrown = type.getDeclaredConstructor().newInstance();
        storage.subscribe(ID, change -> {
            listener.changed(change);
            RecordingListener.throwAny(thrown);
        });
        chats.append(ID, NewMessage.user("one"));
        assertThat(listener.textsUpTo("one")).containsExactly("one");
        chats.append(ID, NewMessage.user("two"));
        assertThat(listener.textsUpTo("two")).containsExactly("two");
    }

    @Test
    void aListenerThatThrowsAnErrorOnAGapReceivesTheMissedChanges() {
        storage.subscribe(ID, new ChangeListener() {
            @Override
            public void changed(Change change) {
                listener.changed(change);
            }

            @Override
            public void missed(Gap gap) {
                listener.missed(gap);
                throw new StackOverflowError();
            }
        });
        listener.block();
        IntStream.range(0, 20).forEach(i -> chats.append(ID, NewMessage.user("m" + i)));
        listener.release();
        chats.append(ID, NewMessage.user("last"));
        assertThat(listener.textsUpTo("last")).contains("InConversation", "m0", "m19");
    }

    @Test
    void aQueueIsBoundedByItsBytes() {
        try (ChatStorage bounded = ChatStorage.builder()
                .url("memory:")
                .set("listeners.queue-bytes", "64KiB")
                .open()) {
            bounded.subscribe(ID, listener);
            listener.block();
            List<String> texts =
                    IntStream.range(0, 9).mapToObj(i -> i + "x".repeat(10_000)).toList();
            texts.forEach(text -> bounded.chats().append(ID, NewMessage.user(text)));
            listener.release();
            bounded.chats().append(ID, NewMessage.user("last"));
            List<String> events = listener.textsUpTo("last");
            assertThat(events).contains("InConversation");
            assertThat(events).filteredOn(text -> text.length() > 1_000).isEqualTo(texts);
        }
    }

    @Test
    void aChangeLargerThanTheBoundIsDelivered() {
        try (ChatStorage bounded = ChatStorage.builder()
                .url("memory:")
                .set("listeners.queue-bytes", "1KiB")
                .open()) {
            bounded.subscribeTenant("default", listener);
            String large = "x".repeat(100_000);
            bounded.chats().append(ID, NewMessage.user(large));
            assertThat(listener.textsUpTo(large)).containsExactly(large);
        }
    }

    @Test
    void largeMessagesThatWereMissedAreReadAFewAtATime() {
        List<Integer> limits = new CopyOnWriteArrayList<>();
        ChatStore counting = new ForwardingChatStore(chats) {
            @Override
            public List<Message> history(ConversationId id, Slice slice) {
                limits.add(slice.limit());
                return super.history(id, slice);
            }

            @Override
            protected ChatStore decorate(ChatStore other) {
                return other;
            }
        };
        IntStream.range(0, 40).forEach(i -> chats.append(ID, NewMessage.user("x".repeat(200_000))));
        new ListenerPosition(counting, ID).catchUp(listener);
        assertThat(limits).hasSizeGreaterThan(5).allMatch(limit -> limit <= 16);
        limits.clear();
        ConversationId small = ConversationId.of("small");
        IntStream.range(0, 500).forEach(i -> chats.append(small, NewMessage.user("x")));
        new ListenerPosition(counting, small).catchUp(listener);
        assertThat(limits).hasSize(2);
    }

    @Test
    void aTenantsListenerReceivesTheChangesOfItsConversationsOnly() {
        storage.subscribeTenant("oslo", listener);
        chats.append(new ConversationId("bergen", "a"), NewMessage.user("not this"));
        chats.append(new ConversationId("oslo", "a"), NewMessage.user("one"));
        chats.append(new ConversationId("oslo", "b"), NewMessage.user("two"));
        assertThat(listener.textsUpTo("two")).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void aSlowTenantsListenerIsNotifiedOfAGap() {
        storage.subscribeTenant("default", listener);
        listener.block();
        IntStream.range(0, 100).forEach(i -> chats.append(ConversationId.of("c" + i), NewMessage.user("m" + i)));
        listener.release();
        Object event = listener.next();
        while (!(event instanceof Gap)) {
            event = listener.next();
        }
        assertThat(event).isEqualTo(new Gap.InTenant("default"));
        chats.append(ID, NewMessage.user("last"));
        listener.textsUpTo("last");
    }

    @Test
    void aClosedSubscriptionReceivesNothing() {
        Subscription subscription = storage.subscribe(ID, listener);
        subscription.close();
        subscription.close();
        RecordingListener other = new RecordingListener();
        storage.subscribe(ID, other);
        chats.append(ID, NewMessage.user("one"));
        other.textsUpTo("one");
        assertThat(listener.isEmpty()).isTrue();
    }

    @Test
    void aClosedStorageRefusesListeners() {
        storage.close();
        assertThatThrownBy(() -> storage.subscribe(ID, listener)).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> storage.subscribeTenant("default", listener)).isInstanceOf(ClosedException.class);
    }

    @Test
    void aBlankTenantIsRefused() {
        assertThatThrownBy(() -> storage.subscribeTenant(" ", listener)).isInstanceOf(InvalidInputException.class);
    }
}
