package dev.chatstore.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionStore;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.SessionWrite;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.testkit.MutableClock;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestDatabase;
import dev.chatstore.testkit.server.TestServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;

/** Removed and expired rows leave the database in bounded batches, deleted by one cleaner at a time. */
abstract class PurgeContract {
    private final MutableClock clock = MutableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
    private final TestDatabase database;
    private final String scheme;

    PurgeContract(ServerKind kind, String scheme) {
        database = TestServers.shared(kind).newDatabase();
        this.scheme = scheme;
    }

    @Test
    final void removedRowsAreDeletedAfterTheirTimeAndNotMoreThanTheLimit() throws SQLException {
        try (Backend backend = open()) {
            makeGone(backend, 5);
            backend.chats().append(ConversationId.of("stays"), NewMessage.user("hello"));
            backend.sessions().getOrCreate(session("stays"), new SessionWrite("{}", "kari", null));

            clock.advance(Duration.ofMinutes(60));
            assertThat(backend.purge(100)).as("removed an hour ago, not longer").isZero();
            clock.advance(Duration.ofMinutes(2));
            assertThat(backend.purge(2)).isEqualTo(4);
            assertThat(backend.purge(100)).isEqualTo(6);
            assertThat(backend.purge(100)).isZero();
            assertThat(count("chat_conversation")).isEqualTo(1);
            assertThat(count("chat_session")).isEqualTo(1);
        }
    }

    @Test
    final void whileAnotherProcessCleansNothingIsDone() throws SQLException {
        try (Backend backend = open();
                Connection other = database.connect();
                Statement statement = other.createStatement()) {
            makeGone(backend, 3);
            clock.advance(Duration.ofHours(2));
            other.setAutoCommit(false);
            statement.execute("select 1 from chat_task where name = 'clean' for update");
            assertThat(backend.purge(100)).isZero();
            other.commit();
            assertThat(backend.purge(100)).isEqualTo(6);
        }
    }

    @Test
    final void aRowThatAWriterHasLockedIsSkipped() throws SQLException {
        try (Backend backend = open();
                Connection writer = database.connect();
                Statement statement = writer.createStatement()) {
            makeGone(backend, 3);
            clock.advance(Duration.ofHours(2));
            writer.setAutoCommit(false);
            statement.execute("select 1 from chat_session"
                    + " where tenant = 'default' and name = 'default' and id = 's1' for update");
            statement.execute("select 1 from chat_conversation where tenant = 'default' and id = 'c2' for update");
            assertThat(backend.purge(100)).isEqualTo(4);
            writer.rollback();
            assertThat(backend.purge(100)).isEqualTo(2);
        }
    }

    /** Locks of the gaps between the rows would block those who insert conversations and sessions. */
    @Test
    final void aCleanerBlocksNoWriterOfOtherRows() throws SQLException {
        try (Backend backend = open();
                Connection cleaner = database.connect();
                Statement statement = cleaner.createStatement()) {
            makeGone(backend, 3);
            clock.advance(Duration.ofHours(2));
            backend.sessions().getOrCreate(session("later"), new SessionWrite("{}", "kari", Duration.ofMinutes(1)));
            backend.chats().append(ConversationId.of("later"), NewMessage.user("hello"));
            backend.chats().delete(ConversationId.of("later"));
            cleaner.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            cleaner.setAutoCommit(false);
            assertThat(purge(statement, "sessions")).isEqualTo(3);
            assertThat(purge(statement, "conversations")).isEqualTo(3);
            backend.chats().append(ConversationId.of("new"), NewMessage.user("hello"));
            backend.chats().append(ConversationId.of("c2x"), NewMessage.user("hello"));
            backend.sessions().getOrCreate(session("s1x"), new SessionWrite("{}", "kari", Duration.ofMinutes(9)));
            cleaner.commit();
        }
    }

    @Test
    final void theRowOfADeletedSessionHasNeitherOwnerNorState() throws SQLException {
        try (Backend backend = open()) {
            backend.sessions().getOrCreate(session("s1"), new SessionWrite("{}", "kari", null));
            backend.sessions().delete(session("s1"));
            assertThat(count("chat_session where owner is null and state = '' and version = 1"))
                    .isEqualTo(1);
        }
    }

    private int purge(Statement statement, String rows) throws SQLException {
        String lock = MysqlStores.text(scheme, "lock_gone_" + rows)
                .replace("{clock}", Long.toString(clock.instant().toEpochMilli() * 1_000))
                .replace(":remembered", Long.toString(Backend.REMEMBERED.toMillis() * 1_000))
                .replace(":limit", "100");
        StringJoiner keys = new StringJoiner(",", "'[", "]'");
        try (ResultSet row = statement.executeQuery(lock)) {
            while (row.next()) {
                keys.add(row.getString(1));
            }
        }
        return statement.executeUpdate(MysqlStores.text(scheme, "purge_" + rows).replace(":keys", keys.toString()));
    }

    private static void makeGone(Backend backend, int count) {
        for (int i = 0; i < count; i++) {
            ConversationId id = ConversationId.of("c" + i);
            backend.chats().append(id, NewMessage.user("hello"));
            backend.chats().delete(id);
            backend.sessions().getOrCreate(session("s" + i), new SessionWrite("{}", "kari", Duration.ofMinutes(1)));
        }
    }

    private long count(String table) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static SessionId session(String value) {
        return SessionId.of(SessionStore.DEFAULT_NAME, SessionKey.of(value));
    }

    private Backend open() {
        return new MysqlBackendProvider()
                .open(new BackendContext(
                                ConnectionUrl.parse(MysqlStores.withoutTls(database.url())),
                                new Settings(Map.of()),
                                clock,
                                new Random(1))
                        .withClocks(clock, clock));
    }
}
