package dev.chatstore.testkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatstore.api.Change;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Storage;
import dev.chatstore.api.Subscription;
import dev.chatstore.api.UnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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
            ConversationId fresh = ConversationId.of(UUID.randomUUID().toString());
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
        try (Connection other = connect();
                Statement statement = other.createStatement()) {
            statement.executeUpdate("update chat_conversation set version = version + 1 where id = 'kari'");
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

    private static void assertFails(ThrowingCallable write, boolean outcomeUnknown) {
        assertThatThrownBy(write).isInstanceOfSatisfying(UnavailableException.class, e -> {
            assertThat(e.retryable()).isTrue();
            assertThat(e.outcomeUnknown()).isEqualTo(outcomeUnknown);
        });
    }
}
