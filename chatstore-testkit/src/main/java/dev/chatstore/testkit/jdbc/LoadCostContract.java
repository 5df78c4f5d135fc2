package dev.chatstore.testkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Storage;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.LoadOutcome;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.testkit.Histories;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What it costs to load whole conversations into a database, and to read them in a snapshot. */
public abstract class LoadCostContract {
    private static final int CONVERSATIONS = 20;
    private static final int EACH = 100;

    private final String tenant = UUID.randomUUID().toString();

    /** Called by the subclass. */
    protected LoadCostContract() {
        // Nothing to initialize.
    }

    /** Opens the store under test. */
    protected abstract Storage open();

    /** Returns the probes on the connections of the store. */
    protected abstract DataSourceProbes probes();

    /** Returns the number of statements for 20 new conversations of 100 messages, besides those that copy rows. */
    protected abstract int statements();

    /** Returns that number if one of them exists. */
    protected abstract int statementsIfOneExists();

    private static ConversationSnapshot snapshot(ConversationId id) {
        Instant time = Instant.EPOCH;
        List<MessageSnapshot> messages = LongStream.rangeClosed(1, EACH)
                .mapToObj(i -> Message.appended(NewMessage.user("text " + i).withId("m" + i), i, 1, time))
                .map(MessageSnapshot::new)
                .toList();
        return new ConversationSnapshot(
                new Conversation(id, 1, EACH, EACH, 0, Profile.EMPTY, false, time, time, time), messages);
    }

    private List<ConversationSnapshot> snapshots() {
        return IntStream.range(0, CONVERSATIONS)
                .mapToObj(i -> snapshot(new ConversationId(tenant, "c" + i)))
                .toList();
    }

    @Test
    final void newConversationsAreOneTransactionOfFewStatements() {
        try (Storage storage = open()) {
            ConversationLoader loader = ConversationLoader.of(storage.chats()).orElseThrow();
            probes().reset();
            assertThat(loader.load(snapshots())).allMatch(LoadOutcome::loaded);
            assertThat(probes().statements()).isEqualTo(statements());
            assertThat(probes().texts())
                    .as("A driver that keeps statements prepared keeps no longer ones")
                    .allMatch(text -> text.length() < 8_192);
            assertThat(probes().commits()).isEqualTo(1);
            assertThat(Histories.all(storage.chats(), new ConversationId(tenant, "c7")))
                    .hasSize(EACH);
        }
    }

    @Test
    final void oneThatExistsCostsAFewMore() {
        try (Storage storage = open()) {
            ConversationLoader loader = ConversationLoader.of(storage.chats()).orElseThrow();
            storage.chats().append(new ConversationId(tenant, "c7"), NewMessage.user("here"));
            probes().reset();
            assertThat(loader.load(snapshots()).stream().filter(LoadOutcome::loaded))
                    .hasSize(CONVERSATIONS - 1);
            assertThat(probes().statements()).isEqualTo(statementsIfOneExists());
        }
    }

    /** The identity; the heads; four times 500 messages; the sessions. */
    @Test
    final void aSnapshotCostsAStatementForEachPageWhateverTheNumberOfConversations() {
        try (Storage storage = open()) {
            StoreAccess access = StoreAccess.of(storage).orElseThrow();
            access.loader().load(snapshots());
            probes().reset();
            try (StoreSnapshot snapshot = access.snapshot(StoreScope.ofTenant(tenant))) {
                List<ConversationSnapshot> read = new ArrayList<>();
                snapshot.conversations().forEachRemaining(read::add);
                assertThat(read).hasSize(CONVERSATIONS);
                assertThat(read).allSatisfy(each -> assertThat(each.messages()).hasSize(EACH));
                assertThat(snapshot.sessions()).isExhausted();
            }
            // On PostgreSQL another one begins the transaction.
            assertThat(probes().texts())
                    .filteredOn(text -> text.contains("from chat_"))
                    .hasSize(7);
            assertThat(probes().commits()).isZero();
        }
    }

    /** The identity; a page of heads; one head, and a page after it. */
    @Test
    final void headsCostAStatementForEachPageAndReadNoMessage() {
        try (Storage storage = open()) {
            StoreAccess access = StoreAccess.of(storage).orElseThrow();
            access.loader().load(snapshots());
            List<ConversationId> ids = new ArrayList<>();
            probes().reset();
            try (StoreSnapshot snapshot = access.snapshot(StoreScope.ofTenant(tenant))) {
                snapshot.heads().forEachRemaining(head -> ids.add(head.id()));
                assertThat(snapshot.heads(ids)).hasSize(CONVERSATIONS);
            }
            assertThat(probes().texts())
                    .filteredOn(text -> text.contains("from chat_"))
                    .hasSize(4)
                    .noneMatch(text -> text.contains("chat_message"));
        }
    }
}
