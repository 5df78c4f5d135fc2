package dev.chatstore.testkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatstore.api.Change;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Storage;
import dev.chatstore.api.Subscription;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.LoadOutcome;
import dev.chatstore.api.spi.MessageSnapshot;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The contract of failed writes on a database: which of them may have been made. */
public abstract class OutcomeContract {
    private static final ConversationId ID = ConversationId.of("kari");
    private static final ConversationId NEW = ConversationId.of("new");

    /** Called by the subclass. */
    protected OutcomeContract() {
        // Nothing to initialize.
    }

    /** Opens the store under test, with the settings in addition to those of the shortest waits for locks. */
    protected abstract Storage open(Map<String, String> settings);

    /** Returns the probes of the store's connections. */
    protected abstract DataSourceProbes probes();

    /** Returns a new connection to the database. */
    protected abstract Connection connect() throws SQLException;

    private Storage openWithoutRetries() {
        Storage storage = open(Map.of("database.retries", "0"));
        ChatStore chats = storage.chats();
        chats.delete(ID);
        chats.append(NEW, NewMessage.user("one"));
        chats.append(ID, NewMessage.user("one"), NewMessage.user("two"));
        return storage;
    }

    @Test
    void aWriteWhoseReplyIsLostMayHaveBeenMade() {
        try (Storage storage = openWithoutRetries()) {
            ChatStore chats = storage.chats();
            for (ThrowingCallable write : List.<ThrowingCallable>of(
                    () -> chats.append(ID, NewMessage.user("three")),
                    () -> chats.append(ID, NewMessage.user("four").withId("m4")),
                    () -> chats.edit(ID, 1, MessageEdit.of("uno")),
                    () -> chats.redact(ID, 2),
                    () -> chats.patch(ConversationPatch.of(ID).withTitle("Oslo")),
                    () -> chats.delete(NEW))) {
                probes().loseNextReply();
                assertFails(write, true);
            }
            assertThat(chats.recent(ID, 10))
                    .extracting(message -> message.text())
                    .containsExactly("uno", "", "three", "four");
            assertThat(chats.find(ID).orElseThrow().profile().title()).isEqualTo("Oslo");
        }
    }

    /** Some databases first commit a placeholder, whose lost reply leaves the outcome known. */
    @Test
    void anOpeningMayHaveBeenMadeOnlyIfItWasOnItsWay() {
        try (Storage storage = openWithoutRetries()) {
            ChatStore chats = storage.chats();
            ConversationId fresh = fresh();
            probes().loseNextReply();
            UnavailableException failure = catchThrowableOfType(
                    UnavailableException.class, () -> chats.open(fresh, Profile.EMPTY.withOwner("kari")));
            assertThat(failure.outcomeUnknown()).isEqualTo(chats.find(fresh).isPresent());
        }
    }

    /** Caches and listeners would take it for the whole change of the other writer. */
    @Test
    void aChangeWhoseReplyIsLostIsNotReportedUnderTheVersionOfTheNextWriter() throws InterruptedException {
        try (Storage storage = open(Map.of())) {
            ChatStore chats = storage.chats();
            chats.delete(ID);
            long version = chats.append(ID, NewMessage.user("one"), NewMessage.user("two"))
                    .version();
            for (ThrowingCallable write : List.<ThrowingCallable>of(
                    () -> chats.edit(ID, 1, MessageEdit.of("uno")),
                    () -> chats.redact(ID, 2),
                    () -> chats.patch(ConversationPatch.of(ID).withTitle("Oslo")))) {
                BlockingQueue<Change> heard = new LinkedBlockingQueue<>();
                // Of the tenant and new each time: it knows no version before the first change.
                Subscription subscription = storage.subscribeTenant(ID.tenant(), heard::add);
                probes().loseNextReply(this::changeByAnother);
                assertThatCode(write).doesNotThrowAnyException();
                assertThat(chats.find(ID).orElseThrow().version()).isEqualTo(version + 2);
                version = chats.append(ID, NewMessage.user("next")).version();
                Change first = Objects.requireNonNull(heard.poll(20, TimeUnit.SECONDS), "no change came");
                assertThat(first).isInstanceOf(Change.Appended.class);
                assertThat(first.version()).isEqualTo(version);
                subscription.close();
            }
        }
    }

    private void changeByAnother() {
        run("update chat_conversation set version = version + 1 where id = 'kari'");
    }

    private void run(String change) {
        try (Connection other = connect();
                Statement statement = other.createStatement()) {
            statement.executeUpdate(change);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aWriteThatWaitsForALockTooLongWasNotMade() throws SQLException {
        try (Storage storage = openWithoutRetries()) {
            ChatStore chats = storage.chats();
            try (Connection other = connect();
                    Statement statement = other.createStatement()) {
                other.setAutoCommit(false);
                statement.executeUpdate("update chat_conversation set tokens = tokens + 1 where id = 'kari'");
                for (ThrowingCallable write : List.<ThrowingCallable>of(
                        () -> chats.append(ID, NewMessage.user("three")),
                        () -> chats.edit(ID, 1, MessageEdit.of("uno")),
                        () -> chats.delete(ID))) {
                    assertFails(write, false);
                }
                other.rollback();
            }
            assertThat(chats.recent(ID, 10))
                    .extracting(message -> message.text())
                    .containsExactly("one", "two");
        }
    }

    private static ConversationSnapshot snapshot(ConversationId id, Profile profile, Message... messages) {
        int count = messages.length;
        Instant time = Instant.EPOCH;
        return new ConversationSnapshot(
                new Conversation(id, 1, count, count, 0, profile, false, time, time, time),
                Stream.of(messages).map(MessageSnapshot::new).toList());
    }

    private static List<LoadOutcome> load(Storage storage, ConversationSnapshot snapshot) {
        return ConversationLoader.of(storage.chats()).orElseThrow().load(List.of(snapshot));
    }

    private static ConversationId fresh() {
        return ConversationId.of(UUID.randomUUID().toString());
    }

    /** A second load would bring back what was deleted. */
    @Test
    void aLoadWhoseReplyIsLostDoesNotBringBackWhatIsDeletedMeanwhile() {
        try (Storage storage = open(Map.of())) {
            ConversationId id = fresh();
            Message message = Message.appended(NewMessage.user("text"), 1, 1, Instant.EPOCH);
            for (ConversationSnapshot snapshot :
                    List.of(snapshot(id, Profile.EMPTY, message), snapshot(id, Profile.EMPTY))) {
                probes().loseNextReply(() -> {
                    run("delete from chat_message where conversation = '" + id.value() + "'");
                    run("update chat_conversation set version = version + 1, deleted_micros = 0 where id = '"
                            + id.value() + "'");
                });
                assertFails(() -> load(storage, snapshot), true);
                assertThat(storage.chats().find(id)).isEmpty();
            }
        }
    }

    @Test
    void aLoadWhoseReplyIsLostAndThatWasNotMadeTakesThePlaceOfOneThatWasDeletedBefore() {
        try (Storage storage = open(Map.of())) {
            ConversationId id = fresh();
            storage.chats().append(id, NewMessage.user("text"));
            storage.chats().delete(id);
            probes().loseNextReply(() -> run(
                    "update chat_conversation set version = 2, deleted_micros = 0 where id = '" + id.value() + "'"));
            assertThat(load(storage, snapshot(id, Profile.EMPTY))).containsExactly(new LoadOutcome(id, true, 3));
        }
    }

    @Test
    void anEmptyConversationWhoseReplyIsLostIsLoaded() {
        try (Storage storage = open(Map.of())) {
            ConversationId id = fresh();
            Profile profile = new Profile("kari", "title", "model", "prompt", Map.of("b", 1, "a", List.of("x")));
            probes().loseNextReply();
            assertThat(load(storage, snapshot(id, profile))).containsExactly(new LoadOutcome(id, true, 1));
            assertThat(storage.chats().find(id).orElseThrow().profile()).isEqualTo(profile);
        }
    }

    @Test
    void anEmptyConversationOfAnotherWriterIsNotTakenForOneThatWasLoaded() {
        try (Storage storage = open(Map.of())) {
            ConversationId id = fresh();
            // Deleted and opened again.
            probes().loseNextReply(() ->
                    run("update chat_conversation set version = 3, owner = 'another' where id = '" + id.value() + "'"));
            assertThat(load(storage, snapshot(id, Profile.EMPTY))).containsExactly(new LoadOutcome(id, false, 3));
            assertThat(storage.chats().find(id).orElseThrow().profile().owner()).isEqualTo("another");
        }
    }

    private static void assertFails(ThrowingCallable write, boolean outcomeUnknown) {
        assertThatThrownBy(write).isInstanceOfSatisfying(UnavailableException.class, e -> {
            assertThat(e.retryable()).isTrue();
            assertThat(e.outcomeUnknown()).isEqualTo(outcomeUnknown);
        });
    }
}
