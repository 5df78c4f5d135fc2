package dev.chatstore.testkit.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.Subscription;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.StoreContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Listeners of changes that this storage makes. */
abstract class SubscriptionContract extends ChatContract {
    private static final ConversationId OSLO = new ConversationId("oslo", "a conversation");
    private static final ConversationId OSLO_TOO = new ConversationId("oslo", "another");

    private final BlockingQueue<Change> heard = new LinkedBlockingQueue<>();

    SubscriptionContract(StoreContract contract) {
        super(contract);
    }

    /** Returns that many changes, in the order of their delivery, once all have arrived. */
    private List<Change> heard(int count) {
        List<Change> changes = new ArrayList<>();
        while (changes.size() < count) {
            changes.add(next());
        }
        return changes;
    }

    private Change next() {
        try {
            return Objects.requireNonNull(heard.poll(20, TimeUnit.SECONDS), "no change came");
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting for a change", e);
        }
    }

    @Test
    void aConversationsListenerReceivesEveryKindOfItsChanges() {
        say("before");
        storage.subscribe(id, heard::add);
        say(OSLO, "of another conversation");
        say("one", "two");
        chats.edit(id, 1, MessageEdit.of("edited"));
        chats.redact(id, 2);
        chats.patch(ConversationPatch.of(id).withTitle("a title"));
        chats.delete(id);

        List<Change> changes = heard(5);
        assertThat(changes).extracting(Change::conversation).containsOnly(id);
        assertThat(changes).extracting(Change::version).containsExactly(2L, 3L, 4L, 5L, 6L);
        assertThat(changes.get(0))
                .isInstanceOfSatisfying(
                        Change.Appended.class,
                        appended -> assertThat(appended.messages())
                                .extracting(message -> message.text())
                                .containsExactly("one", "two"));
        assertThat(changes.get(1))
                .isInstanceOfSatisfying(
                        Change.Revised.class,
                        revised -> assertThat(revised.message().text()).isEqualTo("edited"));
        assertThat(changes.get(2))
                .isInstanceOfSatisfying(
                        Change.Revised.class,
                        revised -> assertThat(revised.message().text()).isEmpty());
        assertThat(changes.get(3))
                .isInstanceOfSatisfying(
                        Change.Described.class,
                        described ->
                                assertThat(described.head().profile().title()).isEqualTo("a title"));
        assertThat(changes.get(4)).isInstanceOf(Change.Removed.class);
    }

    @Test
    void changesOfConcurrentWritersArriveInTheOrderOfTheirVersions() {
        storage.subscribe(id, heard::add);
        Racers.all(RACERS, racer -> say("from " + racer));
        assertThat(heard(RACERS))
                .extracting(Change::version)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, RACERS).boxed().toList());
    }

    @Test
    void aTenantsListenerReceivesTheChangesOfItsConversationsOnly() {
        storage.subscribeTenant("oslo", heard::add);
        say("of another tenant");
        say(OSLO, "one");
        say(OSLO_TOO, "two");
        chats.delete(OSLO);
        List<Change> changes = heard(3);
        assertThat(changes)
                .filteredOn(change -> change.conversation().equals(OSLO))
                .extracting(Change::version)
                .containsExactly(1L, 2L);
        assertThat(changes)
                .filteredOn(change -> change.conversation().equals(OSLO_TOO))
                .extracting(Change::version)
                .containsExactly(1L);
    }

    @Test
    void whatChangesNothingIsNotHeard() {
        say("one");
        chats.patch(ConversationPatch.of(id).withTitle("a title"));
        storage.subscribe(id, heard::add);
        chats.patch(ConversationPatch.of(id).withTitle("a title"));
        chats.delete(OSLO);
        say("two");
        assertThat(next()).isInstanceOf(Change.Appended.class);
    }

    @Test
    void aListenerHearsNothingOnceItsSubscriptionIsClosed() {
        BlockingQueue<Change> others = new LinkedBlockingQueue<>();
        Subscription subscription = storage.subscribe(id, others::add);
        storage.subscribe(id, heard::add);
        subscription.close();
        say("one");
        assertThat(heard(1)).extracting(Change::version).containsExactly(1L);
        assertThat(others).isEmpty();
    }
}
