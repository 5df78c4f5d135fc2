package dev.chatstore.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.core.ChatStorage;
import dev.chatstore.testkit.MutableClock;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestDatabase;
import dev.chatstore.testkit.server.TestServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How the tables come about, and what leaves them. */
abstract class SchemaContract {
    private final MutableClock clock = MutableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
    private final TestDatabase database;

    SchemaContract(ServerKind kind) {
        database = TestServers.shared(kind).newDatabase();
    }

    private String url() {
        return MysqlStores.withoutTls(database.url());
    }

    @Test
    final void storesThatAreOpenedAtOnceMakeTheTablesTogether() throws Exception {
        Racers.run(4, racer -> ChatStorage.open(url()).close());
        assertThat(ask("select count(*) from chat_schema")).isEqualTo(1);
    }

    @Test
    final void aStepThatWasCutIsMadeByTheNextOpening() throws SQLException {
        ChatStorage.open(url()).close();
        for (String undo : List.of("drop table chat_session", "drop table chat_task", "delete from chat_task")) {
            tell(undo);
            tell("delete from chat_schema");
            ChatStorage.open(url()).close();
            assertThat(ask("select count(*) from chat_session")).isZero();
            assertThat(ask("select count(*) from chat_task")).isEqualTo(1);
        }
    }

    @Test
    final void aNewerSchemaIsRefused() throws SQLException {
        ChatStorage.open(url()).close();
        tell("insert into chat_schema values (99, 0)");
        assertThatThrownBy(() -> ChatStorage.open(url()))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("version 99");
    }

    @Test
    final void whatIsGoneIsTakenOutAfterItWasRememberedAndNotMoreThanTheLimit() throws SQLException {
        try (Backend backend = open()) {
            for (int i = 0; i < 5; i++) {
                ConversationId id = ConversationId.of("c" + i);
                backend.chats().append(id, NewMessage.user("hello"));
                backend.chats().delete(id);
                backend.sessions().getOrCreate(SessionKey.of("s" + i), "{}", Duration.ofMinutes(1));
            }
            backend.chats().append(ConversationId.of("stays"), NewMessage.user("hello"));
            backend.sessions().getOrCreate(SessionKey.of("stays"), "{}", null);
            assertThat(ask("select count(*) from chat_message")).isEqualTo(1);

            clock.advance(Duration.ofMinutes(60));
            assertThat(backend.purge(100)).as("removed an hour ago, not longer").isZero();
            clock.advance(Duration.ofMinutes(2));
            assertThat(backend.purge(2)).isEqualTo(4);
            assertThat(backend.purge(100)).isEqualTo(6);
            assertThat(backend.purge(100)).isZero();
            assertThat(ask("select count(*) from chat_conversation")).isEqualTo(1);
            assertThat(ask("select count(*) from chat_session")).isEqualTo(1);
        }
    }

    @Test
    final void whileOneCleansTheOthersDoNotAndWritersDoNotWait() throws SQLException {
        try (Backend backend = open();
                Connection other = database.connect();
                Statement statement = other.createStatement()) {
            backend.sessions().getOrCreate(SessionKey.of("s"), "{}", Duration.ofMinutes(1));
            clock.advance(Duration.ofHours(2));
            other.setAutoCommit(false);
            statement.executeQuery("select 1 from chat_task where name = 'clean' for update").close();
            assertThat(backend.purge(100)).isZero();
            backend.chats().append(ConversationId.of("kari"), NewMessage.user("hello"));
            backend.sessions().getOrCreate(SessionKey.of("s"), "{}", null);
            other.rollback();
        }
    }

    private Backend open() {
        return new MysqlBackendProvider()
                .open(new BackendContext(
                        ConnectionUrl.parse(url()), new Settings(Map.of()), clock, new Random(1)));
    }

    private long ask(String query) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void tell(String change) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(change);
        }
    }
}
