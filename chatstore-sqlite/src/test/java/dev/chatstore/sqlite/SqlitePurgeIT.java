package dev.chatstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.MessageEdit;
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
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Removed and expired rows leave the file later, in bounded batches. */
class SqlitePurgeIT {
    private final MutableClock clock = MutableClock.at(Instant.parse("2026-01-01T00:00:00Z"));

    @TempDir
    Path folder;

    private Path file;

    @Test
    void removedRowsAreDeletedAfterTheirTimeAndNotMoreThanTheLimit() throws SQLException {
        file = folder.resolve("bot.db");
        try (Backend backend = open()) {
            for (int i = 0; i < 5; i++) {
                ConversationId id = ConversationId.of("c" + i);
                backend.chats().append(id, NewMessage.user("hello"));
                backend.chats().delete(id);
                backend.sessions().getOrCreate(session("s" + i), new SessionWrite("{}", "kari", Duration.ofMinutes(1)));
            }
            backend.chats().append(ConversationId.of("stays"), NewMessage.user("hello"));
            backend.sessions().getOrCreate(session("stays"), new SessionWrite("{}", "kari", null));
            assertThat(count("chat_message")).isEqualTo(1);

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
    void aRedactionLeavesNothingOfTheContentInItsRows() throws SQLException {
        file = folder.resolve("bot.db");
        ConversationId id = ConversationId.of("kari");
        try (Backend backend = open()) {
            backend.chats().append(id, NewMessage.user("a secret").withId("m1").withMetadata(Map.of("k", "a secret")));
            backend.chats().edit(id, 1, MessageEdit.of("another secret"));
            backend.chats().redact(id, 1);
        }
        assertThat(count("chat_revision")).isZero();
        assertThat(count("chat_message where text = '' and metadata is null and fingerprint is null"))
                .isEqualTo(1);
    }

    @Test
    void theRowOfADeletedSessionHasNeitherOwnerNorState() throws SQLException {
        file = folder.resolve("bot.db");
        try (Backend backend = open()) {
            backend.sessions().getOrCreate(session("s1"), new SessionWrite("{}", "kari", null));
            backend.sessions().delete(session("s1"));
            assertThat(count("chat_session where owner is null and state = '' and version = 1"))
                    .isEqualTo(1);
        }
    }

    private static SessionId session(String value) {
        return SessionId.of(SessionStore.DEFAULT_NAME, SessionKey.of(value));
    }

    private Backend open() {
        return new SqliteBackendProvider()
                .open(new BackendContext(
                                ConnectionUrl.parse("sqlite:" + file), new Settings(Map.of()), clock, new Random(1))
                        .withClocks(clock, clock));
    }

    private long count(String table) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            return statement.executeQuery("select count(*) from " + table).getLong(1);
        }
    }
}
