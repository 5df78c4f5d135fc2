package dev.chatstore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestDatabase;
import dev.chatstore.testkit.server.TestServers;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** How a store comes by its connections. */
class PostgresConnectionIT {
    private static final ConversationId ID = ConversationId.of("kari");

    private final TestDatabase database =
            TestServers.shared(ServerKind.POSTGRES_18).newDatabase();

    @Test
    void theUrlAloneIsEnough() {
        try (ChatStorage storage = ChatStorage.open(database.url())) {
            assertThat(storage.chats().append(ID, NewMessage.user("hello")).lastSequence())
                    .isEqualTo(1);
        }
    }

    @Test
    void theUserAndThePasswordMayStandInTheSettings() {
        String url = "postgresql://" + database.jdbcUrl().replaceFirst("^jdbc:postgresql://", "");
        Properties properties = new Properties();
        properties.setProperty("chatstore.url", url);
        properties.setProperty("chatstore.database.user", database.user());
        properties.setProperty("chatstore.database.password", database.password());
        try (ChatStorage storage = ChatStorage.open(properties)) {
            assertThat(storage.chats().find(ID)).isEmpty();
        }
    }

    @Test
    void aDataSourceOfTheCallersOwnIsUsedAndLeftOpen() throws Exception {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(database.jdbcUrl());
        pool.setUsername(database.user());
        pool.setPassword(database.password());
        try (HikariDataSource own = new HikariDataSource(pool)) {
            try (ChatStorage storage = ChatStorage.builder()
                    .url("postgresql:")
                    .backend(new PostgresBackendProvider(own))
                    .open()) {
                storage.chats().append(ID, NewMessage.user("hello"));
            }
            try (Connection connection = own.getConnection();
                    Statement statement = connection.createStatement()) {
                assertThat(connection.getAutoCommit()).isTrue();
                assertThat(statement.executeQuery("select 1 from chat_message").next())
                        .isTrue();
            }
        }
    }

    @Test
    void aWrongPasswordIsToldAtOnceAndNotRepeated() {
        String url = database.url().replace(":" + database.password() + "@", ":a-wrong-secret@");
        assertThatThrownBy(() -> ChatStorage.open(url))
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        e -> assertThat(e.retryable()).isFalse())
                .hasMessageNotContaining("a-wrong-secret");
    }

    @Test
    void aServerThatIsNotThereIsUnavailable() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertThatThrownBy(() -> ChatStorage.open(database.url(port)))
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        e -> assertThat(e.retryable()).isTrue());
    }

    @Test
    void aUrlWithoutADatabaseIsRefused() {
        assertThatThrownBy(() -> ChatStorage.open("postgresql://localhost"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("postgresql://user:password@host:port/database");
    }

    @Test
    void aDatabaseThatIsNotInUtf8IsRefused() throws Exception {
        try (Connection connection = TestServers.shared(ServerKind.POSTGRES_18).connectAsAdministrator();
                Statement statement = connection.createStatement()) {
            statement.execute("create database latin encoding 'LATIN1' template template0 lc_collate 'C' lc_ctype 'C'");
        }
        String url = database.url().replace("/" + database.name(), "/latin");
        assertThatThrownBy(() -> ChatStorage.open(url))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("UTF8")
                .hasMessageContaining("LATIN1");
    }
}
