package dev.chatstore.testkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.Storage;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.testkit.EveryOperation;
import dev.chatstore.testkit.Histories;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.jdbc.OwnDataSource.State;
import dev.chatstore.testkit.server.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The contract of a store on an application's own connections: it is right in whatever state their owner keeps them,
 * gives them back in that state, and needs no more than two. A test class implements the hooks.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class OwnConnectionsContract {
    private static final ConversationId ID = ConversationId.of("kari");
    private static final SessionKey KEY = SessionKey.of("kari");

    private final TestDatabase database;
    private final List<OwnDataSource> opened = new ArrayList<>();

    /**
     * Called by the subclass.
     *
     * @param database a database without tables
     */
    protected OwnConnectionsContract(TestDatabase database) {
        this.database = database;
    }

    /** Opens the store under test on connections of the caller's own. */
    protected abstract Storage open(DataSource own, Map<String, String> settings);

    /** Returns the database. */
    protected final TestDatabase database() {
        return database;
    }

    private OwnDataSource own(State state) {
        return own(database::connect, state);
    }

    private OwnDataSource own(Callable<Connection> opener, State state) {
        OwnDataSource own = new OwnDataSource(opener, state, 2);
        opened.add(own);
        return own;
    }

    @AfterEach
    void closeConnections() throws SQLException {
        for (OwnDataSource own : opened) {
            own.close();
        }
    }

    @Test
    void inAutoCommitModeEverythingIsKept() {
        assertEverythingIsKept(new State(true, false, Connection.TRANSACTION_READ_COMMITTED));
    }

    @Test
    void withAutoCommitOffEverythingIsCommitted() {
        assertEverythingIsKept(new State(false, false, Connection.TRANSACTION_REPEATABLE_READ));
    }

    @Test
    void connectionsThatAreReadOnlyByDefaultAreWrittenTo() {
        assertEverythingIsKept(new State(true, true, Connection.TRANSACTION_REPEATABLE_READ));
    }

    @Test
    void anyIsolationIsRight() {
        for (int isolation : List.of(
                Connection.TRANSACTION_READ_UNCOMMITTED,
                Connection.TRANSACTION_READ_COMMITTED,
                Connection.TRANSACTION_REPEATABLE_READ,
                Connection.TRANSACTION_SERIALIZABLE)) {
            assertEverythingIsKept(new State(true, false, isolation));
            assertEverythingIsKept(new State(false, true, isolation));
        }
    }

    private void assertEverythingIsKept(State state) {
        OwnDataSource own = own(state);
        try (Storage storage = open(own.dataSource(), Map.of())) {
            for (Runnable operation : EveryOperation.of(storage, ID).values()) {
                operation.run();
            }
            storage.chats().append(ID, NewMessage.user("last"));
            storage.sessions("kept", String.class).getOrCreate(KEY, () -> "state");
            assertThatASnapshotIsOneMoment(storage);
        }
        assertThat(own.changes()).as("changed states of %s", state).isEmpty();
        State plain = new State(true, false, Connection.TRANSACTION_READ_COMMITTED);
        try (Storage storage = open(own(plain).dataSource(), Map.of())) {
            assertThat(Histories.texts(storage.chats().recent(ID, 100)))
                    .as("read by another process after %s", state)
                    .containsExactly("four", "five", "other two", "last");
            assertThat(storage.sessions("kept", String.class).find(KEY)).isPresent();
        }
        database.clear();
    }

    private static void assertThatASnapshotIsOneMoment(Storage storage) {
        ConversationId later = ConversationId.of("later");
        try (StoreSnapshot snapshot = StoreAccess.of(storage).orElseThrow().snapshot(StoreScope.everything())) {
            storage.chats().append(later, NewMessage.user("text"));
            assertThat(snapshot.find(later)).isEmpty();
            assertThat(snapshot.find(ID)).isPresent();
            assertThat(snapshot.sessions()).hasNext();
        }
    }

    /** With unread rows of another transaction visible, a reader would show what is never committed. */
    @Test
    void nothingUncommittedIsRead() throws Exception {
        State state = new State(true, false, Connection.TRANSACTION_READ_UNCOMMITTED);
        try (Storage storage = open(own(state).dataSource(), Map.of());
                Connection other = database.connect();
                var statement = other.createStatement()) {
            storage.chats().append(ID, NewMessage.user("hello"));
            other.setAutoCommit(false);
            assertThat(statement.executeUpdate("update chat_message set text = 'never committed'"))
                    .isEqualTo(1);
            assertThat(Histories.texts(storage.chats().recent(ID, 1))).containsExactly("hello");
            other.rollback();
        }
    }

    /** Without a timeout of their own, connections may hang for ever; only the write that uses one waits with it. */
    @Test
    void aWriteBehindOneThatHangsIsRefusedInTime() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        AtomicBoolean hangs = new AtomicBoolean();
        Callable<Connection> opener = () -> {
            if (hangs.get()) {
                hanging.countDown();
                released.await();
            }
            return database.connect();
        };
        State state = new State(true, false, Connection.TRANSACTION_REPEATABLE_READ);
        OwnDataSource own = own(opener, state);
        try (Storage storage = open(own.dataSource(), Map.of("database.timeout", "500ms"))) {
            own.close();
            hangs.set(true);
            Future<AppendReceipt> first =
                    Racers.start("first", () -> storage.chats().append(ID, NewMessage.user("first")));
            hanging.await();
            Future<AppendReceipt> second =
                    Racers.start("second", () -> storage.chats().append(ID, NewMessage.user("second")));
            assertThatThrownBy(() -> second.get(30, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(UnavailableException.class)
                    .hasMessageContaining("waited for its turn");
            hangs.set(false);
            released.countDown();
            assertThat(first.get().lastSequence()).isEqualTo(1);
            assertThat(Histories.texts(storage.chats().recent(ID, 5))).containsExactly("first");
        }
    }

    @Test
    void twoConnectionsDoNotStarveManyThreads() {
        State state = new State(false, false, Connection.TRANSACTION_REPEATABLE_READ);
        OwnDataSource own = own(state);
        try (Storage storage = open(own.dataSource(), Map.of())) {
            long start = System.nanoTime();
            Racers.all(16, racer -> {
                for (int i = 0; i < 10; i++) {
                    storage.chats().append(ConversationId.of("c" + racer % 4), NewMessage.user("m"));
                    storage.chats().recent(ConversationId.of("c" + i % 4), 5);
                    storage.sessions(String.class).save(SessionKey.of(racer + "-" + i), "state", 0);
                }
                return racer;
            });
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
            assertThat(storage.chats()
                            .find(ConversationId.of("c0"))
                            .orElseThrow()
                            .lastSequence())
                    .isEqualTo(40);
        }
        assertThat(own.changes()).isEmpty();
    }
}
