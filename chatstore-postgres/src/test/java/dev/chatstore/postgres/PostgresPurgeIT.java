package dev.chatstore.postgres;

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
import org.junit.jupiter.api.Test;

/** Removed and expired rows leave the database in bounded batches, deleted by one cleaner at a time. */
class PostgresPurgeIT {
    private final MutableClock clock = MutableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
    private final TestDatabase database =
            TestServers.shared(ServerKind.POSTGRES_18).newDatabase();

    @Test
    void removedRowsAreDeletedAfterTheirTimeAndNotMoreThanTheLimit() {
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
            assertThat(backend.chats().find(ConversationId.of("stays"))).isPresent();
            assertThat(backend.sessions().find(session("stays"))).isPresent();
        }
    }

    @Test
    void whileAnotherProcessCleansNothingIsDone() throws SQLException {
        try (Backend backend = open();
                Connection other = database.connect();
                Statement statement = other.createStatement()) {
            makeGone(backend, 3);
            clock.advance(Duration.ofHours(2));
            other.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(hashtextextended(current_schema() || '.chat_session', 0))");
            assertThat(backend.purge(100)).isZero();
            other.commit();
            assertThat(backend.purge(100)).isEqualTo(6);
        }
    }

    @Test
    void aRowThatAWriterHasLockedIsSkipped() throws SQLException {
        try (Backend backend = open();
                Connection writer = database.connect();
                Statement statement = writer.createStatement()) {
            makeGone(backend, 3);
            clock.advance(Duration.ofHours(2));
            writer.setAutoCommit(false);
            statement.execute("select 1 from chat_session where id = 's1' for update");
            assertThat(backend.purge(100)).isEqualTo(5);
            writer.rollback();
            assertThat(backend.purge(100)).isEqualTo(1);
        }
    }

    @Test
    void theRowOfADeletedSessionHasNeitherOwnerNorState() throws SQLException {
        try (Backend backend = open()) {
            backend.sessions().getOrCreate(session("s1"), new SessionWrite("{}", "kari", null));
            backend.sessions().delete(session("s1"));
            assertThat(count("chat_session where owner is null and state = '' and version = 1"))
                    .isEqualTo(1);
        }
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
        return new PostgresBackendProvider()
                .open(new BackendContext(
                                ConnectionUrl.parse(database.url()), new Settings(Map.of()), clock, new Random(1))
                        .withClocks(clock, clock));
    }
}
