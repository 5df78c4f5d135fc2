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
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Listeners of changes that this storage makes. */
abstract class SubscriptionContract extends ChatContract {
    /** New in each test: a feed may still deliver what an earlier one has sent. */
    private final String tenant = "tenant " + UUID.randomUUID();

    private final ConversationId own = new ConversationId(tenant, "a conversation");
    private final ConversationId another = new ConversationId(tenant, "another");
    private final ConversationId ofAnotherTenant = new ConversationId(tenant + " too", "a conversation");
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
        say(own, "before");
        storage.subscribe(own, heard::add);
        say(another, "of another conversation");
        say(own, "one", "two");
        chats.edit(own, 1, MessageEdit.of("edited"));
        chats.redact(own, 2);
        chats.patch(ConversationPatch.of(own).withTitle("a title"));
        chats.delete(own);

        List<Change> changes = heard(5);
        assertThat(changes).extracting(Change::conversation).containsOnly(own);
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
        storage.subscribe(own, heard::add);
        Racers.all(RACERS, racer -> say(own, "from " + racer));
        assertThat(heard(RACERS))
                .extracting(Change::version)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, RACERS).boxed().toList());
    }

    @Test
    void aTenantsListenerReceivesTheChangesOfItsConversationsOnly() {
        storage.subscribeTenant(tenant, heard::add);
        say(ofAnotherTenant, "of another tenant");
        say(own, "one");
        say(another, "two");
        chats.delete(own);
        List<Change> changes = heard(3);
        assertThat(changes)
                .filteredOn(change -> change.conversation().equals(own))
                .extracting(Change::version)
                .containsExactly(1L, 2L);
        assertThat(changes)
                .filteredOn(change -> change.conversation().equals(another))
                .extracting(Change::version)
                .containsExactly(1L);
    }

    @Test
    void whatChangesNothingIsNotHeard() {
        say(own, "one");
        chats.patch(ConversationPatch.of(own).withTitle("a title"));
        storage.subscribe(own, heard::add);
        chats.patch(ConversationPatch.of(own).withTitle("a title"));
        chats.delete(another);
        say(own, "two");
        assertThat(next()).isInstanceOf(Change.Appended.class);
    }

    @Test
    void aListenerHearsNothingOnceItsSubscriptionIsClosed() {
        BlockingQueue<Change> others = new LinkedBlockingQueue<>();
        Subscription subscription = storage.subscribe(own, others::add);
        storage.subscribe(own, heard::add);
        subscription.close();
        say(own, "one");
        assertThat(heard(1)).extracting(Change::version).containsExactly(1L);
        assertThat(others).isEmpty();
    }
}
