package dev.chatstore.testkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Slice;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.testkit.Histories;
import dev.chatstore.testkit.Racers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * The contract of removing a conversation that is too large for one transaction: in bounded batches, gone for all
 * readers at once, with its id free at once, and completed after an interruption. Also of what is left of messages that were
 * removed as old ones.
 */
public abstract class RemovalContract extends TrimmedRowsContract {
    private static final int BATCH = 1_000;
    private static final int LARGE = 2_500;

    /** Of the statement that begins each batch. */
    private static final String BATCH_TEXT = "order by sequence, revision";

    private final ConversationId id = ConversationId.of(UUID.randomUUID().toString());

    /** Called by the subclass. */
    protected RemovalContract() {
        // Nothing to initialize.
    }

    private Backend open(UnaryOperator<DataSource> connections) {
        return open(connections, Map.of("database.retries", "0"));
    }

    private Backend open() {
        return open(UnaryOperator.identity());
    }

    private static void fill(ChatStore chats, ConversationId id, int count) {
        List<NewMessage> messages = IntStream.rangeClosed(1, count)
                .mapToObj(i -> {
                    NewMessage message = NewMessage.user("old").withId("m" + i);
                    return i % 100 == 0 ? message.withParent(1L) : message;
                })
                .toList();
        chats.append(id, messages);
    }

    private void addARevisionOfEachMessage() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into chat_revision (tenant, conversation, sequence, revision, text, tokens)"
                    + " select tenant, conversation, sequence, 0, 'older', 0 from chat_message where conversation = '"
                    + id.value() + "'");
        }
    }

    private void assertNothingIsLeft(ConversationId conversation) throws SQLException {
        assertThat(rows("chat_message", conversation)).isZero();
        assertThat(rows("chat_revision", conversation)).isZero();
        assertThat(rows("chat_removal", conversation)).isZero();
    }

    @Test
    final void aSmallConversationIsRemovedInOneTransaction() throws SQLException {
        DataSourceProbes probes = new DataSourceProbes();
        try (Backend backend = open(probes)) {
            fill(backend.chats(), id, BATCH);
            probes.reset();
            assertThat(backend.chats().delete(id)).isTrue();
            assertThat(probes.commits()).isEqualTo(1);
            assertThat(probes.statements()).isEqualTo(5);
            assertNothingIsLeft(id);
        }
    }

    @Test
    final void noTransactionOfALargeRemovalDeletesMoreThanAThousandRows() throws SQLException {
        DataSourceProbes probes = new DataSourceProbes();
        try (Backend backend = open(probes)) {
            fill(backend.chats(), id, LARGE);
            addARevisionOfEachMessage();
            probes.reset();
            assertThat(backend.chats().delete(id)).isTrue();
            assertThat(probes.commits())
                    .as("the mark, 2 of 1,000 revisions, one of 500 and 500 messages, 2 of 1,000 messages")
                    .isEqualTo(6);
            assertNothingIsLeft(id);
            assertThat(backend.chats().delete(id)).isFalse();
        }
    }

    @Test
    final void aConversationIsGoneForAllReadersBeforeItsMessagesAreRemoved() throws SQLException {
        try (Backend backend = openWithLeftovers()) {
            ChatStore chats = backend.chats();
            assertThat(rows("chat_message", id)).isEqualTo(LARGE);
            assertThat(chats.find(id)).isEmpty();
            for (Slice slice : List.of(
                    Slice.newest(10),
                    Slice.oldest(10),
                    Slice.before(50, 10),
                    Slice.after(50, 10),
                    Slice.pathTo(40, 10),
                    Slice.repliesTo(1, 10))) {
                assertThat(chats.history(id, slice)).as(slice.toString()).isEmpty();
            }
            assertThat(chats.find(id, 7)).isEmpty();
            assertThat(chats.find(id, "m7")).isEmpty();
            assertThat(chats.revisions(id, 7)).isEmpty();
            assertThat(chats.edit(id, 7, MessageEdit.of("brought back"))).isEmpty();
            assertThat(chats.redact(id, "m7")).isEmpty();
            assertThat(chats.delete(id)).isFalse();
        }
    }

    /** Returns a backend with a large conversation that is deleted and whose messages are still there. */
    private Backend openWithLeftovers() throws SQLException {
        RefusedStatements refused = new RefusedStatements(BATCH_TEXT);
        Backend backend = open(refused);
        fill(backend.chats(), id, LARGE);
        addARevisionOfEachMessage();
        refused.refuse(true);
        assertThat(backend.chats().delete(id)).isTrue();
        return backend;
    }

    @Test
    final void aNewConversationTakesThePlaceOfOneThatIsNotRemovedYet() throws SQLException {
        try (Backend interrupted = openWithLeftovers();
                Backend backend = open()) {
            ChatStore chats = interrupted.chats();
            assertThat(chats.append(id, NewMessage.user("one").withId("m1"), NewMessage.user("two"))
                            .lastSequence())
                    .isEqualTo(2);
            assertThat(chats.append(id, NewMessage.user("three").withId("m2000"))
                            .lastSequence())
                    .isEqualTo(3);
            assertThat(chats.append(id, NewMessage.user("three").withId("m2000"))
                            .duplicate())
                    .isTrue();
            assertThat(chats.append(id, NewMessage.user("four").withId("m500").withParent(1L))
                            .lastSequence())
                    .isEqualTo(4);
            chats.edit(id, 2, MessageEdit.of("zwei"));
            assertIsTheNewOne(chats);
            assertThat(rows("chat_message", id)).as("still there").isEqualTo(LARGE);
            backend.purge(10);
            assertIsTheNewOne(chats);
            assertThat(rows("chat_message", id)).isEqualTo(4);
            assertThat(rows("chat_revision", id)).isEqualTo(1);
            assertThat(rows("chat_removal", id)).isZero();
            assertThat(chats.append(id, NewMessage.user("five")).lastSequence()).isEqualTo(5);
            assertThat(chats.delete(id)).isTrue();
            assertNothingIsLeft(id);
        }
    }

    private void assertIsTheNewOne(ChatStore chats) {
        assertThat(Histories.texts(chats.recent(id, 100))).containsExactly("one", "zwei", "three", "four");
        assertThat(Histories.texts(Histories.all(chats, id))).containsExactly("one", "zwei", "three", "four");
        assertThat(Histories.texts(chats.history(id, Slice.repliesTo(1, 100)))).containsExactly("zwei", "four");
        assertThat(Histories.texts(chats.history(id, Slice.pathTo(4, 100)))).containsExactly("one", "four");
        assertThat(chats.revisions(id, 2)).extracting(Message::text).containsExactly("two", "zwei");
        assertThat(chats.revisions(id, 1)).hasSize(1);
        assertThat(chats.find(id, "m2000").orElseThrow().sequence()).isEqualTo(3);
        assertThat(chats.find(id, "m7")).isEmpty();
        assertThat(chats.find(id, 5)).isEmpty();
        assertThat(chats.find(id).orElseThrow().messageCount()).isEqualTo(4);
    }

    @Test
    final void aNewConversationThatIsLongerAndDeletedInTurnLeavesNothing() throws SQLException {
        try (Backend interrupted = openWithLeftovers();
                Backend backend = open()) {
            fill(interrupted.chats(), id, LARGE + BATCH);
            assertThat(Histories.all(interrupted.chats(), id)).hasSize(LARGE + BATCH);
            assertThat(rows("chat_revision", id)).isZero();
            assertThat(interrupted.chats().delete(id)).isTrue();
            assertThat(backend.chats().recent(id, 10)).isEmpty();
            backend.chats().append(id, NewMessage.user("again"));
            backend.purge(10);
            assertThat(rows("chat_message", id)).isEqualTo(1);
            assertThat(rows("chat_removal", id)).isZero();
        }
    }

    @Test
    final void aRemovalThatIsCutAfterAnyStatementIsMadeOrNotMadeAndCompletedLater() throws SQLException {
        boolean finished = false;
        for (int statements = 0; !finished; statements++) {
            ConversationId cut = ConversationId.of(id.value() + statements);
            try (Backend backend = open()) {
                fill(backend.chats(), cut, BATCH + 500);
            }
            boolean deleted = deleteCutAfter(statements, cut);
            try (Backend backend = open()) {
                boolean gone = backend.chats().find(cut).isEmpty();
                assertThat(backend.chats().recent(cut, 10)).hasSize(gone ? 0 : 10);
                assertThat(gone || !deleted).isTrue();
                if (gone) {
                    finished = rows("chat_message", cut) == 0;
                    backend.purge(10);
                    assertNothingIsLeft(cut);
                } else {
                    backend.purge(10);
                    assertThat(rows("chat_message", cut)).isEqualTo(BATCH + 500);
                    backend.chats().delete(cut);
                }
            }
        }
    }

    private boolean deleteCutAfter(int statements, ConversationId cut) {
        try (Backend backend = open(new CutConnections(statements))) {
            return backend.chats().delete(cut);
        } catch (UnavailableException e) {
            return false;
        }
    }

    @Test
    final void writersOfANewConversationDuringTheRemovalLoseNothing() throws SQLException {
        try (Backend backend = open(UnaryOperator.identity(), Map.of())) {
            fill(backend.chats(), id, 4 * BATCH);
            List<Long> appended = Racers.all(4, racer -> {
                if (racer == 0) {
                    assertThat(backend.chats().delete(id)).isTrue();
                    return 0L;
                }
                while (backend.chats()
                        .find(id)
                        .filter(found -> found.lastSequence() >= BATCH)
                        .isPresent()) {
                    Thread.onSpinWait();
                }
                for (int i = 0; i < 20; i++) {
                    backend.chats().append(id, NewMessage.user("new").withId("m" + (racer * 1_000 + i)));
                }
                return 20L;
            });
            long total = appended.stream().mapToLong(Long::longValue).sum();
            List<Message> messages = Histories.all(backend.chats(), id);
            assertThat(messages)
                    .hasSize((int) total)
                    .allSatisfy(message -> assertThat(message.text()).isEqualTo("new"));
            assertThat(messages)
                    .extracting(Message::sequence)
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, (int) total)
                            .mapToObj(Long::valueOf)
                            .toList());
            backend.purge(10);
            assertThat(rows("chat_message", id)).isEqualTo(total);
            assertThat(rows("chat_removal", id)).isZero();
        }
    }

    @Test
    final void aLoadedConversationTakesThePlaceOfWhatIsLeft() throws SQLException {
        try (Backend interrupted = openWithLeftovers();
                Backend backend = open()) {
            assertThat(interrupted.chats().find(id)).isEmpty();
            Message message = Message.appended(NewMessage.user("new").withId("m7"), 1, 1, Instant.EPOCH);
            Conversation head =
                    new Conversation(id, 1, 1, 1, 0, Profile.EMPTY, false, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);
            assertThat(backend.loader()
                            .load(List.of(new ConversationSnapshot(head, List.of(new MessageSnapshot(message)))))
                            .get(0)
                            .loaded())
                    .isTrue();
            assertThat(Histories.texts(Histories.all(backend.chats(), id))).containsExactly("new");
            assertThat(rows("chat_message", id)).isEqualTo(1);
        }
    }
}
