package dev.chatstore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.chatstore.ChatStorage;
import dev.chatstore.api.ChatStoreException;
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
import java.util.Map;
import java.util.Properties;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a store connects, and the errors of a connection that fails. */
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
    void theUserAndThePasswordMayBeSettings() {
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
    void aWrongPasswordNamesTheUserAndTheServerAndNotThePassword() {
        String url = database.url().replace(":" + database.password() + "@", ":a-wrong-secret@");
        assertRefused(url, Map.of())
                .hasMessageStartingWith("login for user \"" + database.user() + "\" was refused by PostgreSQL at ")
                .hasMessageEndingWith("(28P01)")
                .hasMessageNotContaining("a-wrong-secret");
    }

    @Test
    void aMissingDatabaseIsNamed() {
        String url = database.url().replace("/" + database.name(), "/nowhere");
        assertRefused(url, Map.of())
                .hasMessageStartingWith("database \"nowhere\" does not exist on PostgreSQL at ")
                .hasMessageEndingWith("(3D000)");
    }

    @Test
    void aMissingTableIsReportedAsOne() {
        try (ChatStorage storage =
                ChatStorage.builder().url(database.url()).set("schema", "none").open()) {
            assertThatThrownBy(() -> storage.chats().find(ID))
                    .isInstanceOfSatisfying(
                            UnavailableException.class,
                            e -> assertThat(e.retryable()).isFalse())
                    .hasMessageStartingWith("a table is missing in PostgreSQL at ")
                    .hasMessageContaining("/" + database.name())
                    .hasMessageContaining("schema=migrate")
                    .hasMessageEndingWith("(42P01)");
        }
    }

    @Test
    void aMissingPermissionNamesTheUser() throws Exception {
        ChatStorage.open(database.url()).close();
        try (Connection connection = database.connectAsAdministrator();
                Statement statement = connection.createStatement()) {
            statement.execute("create role stranger login password 'strange'");
        }
        String url = database.url().replaceFirst("//.*@", "//stranger:strange@");
        assertRefused(url, Map.of("schema", "validate"))
                .hasMessageStartingWith("permission denied to user \"stranger\" on PostgreSQL at ")
                .hasMessageEndingWith("(42501)");
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(String url, Map<String, String> settings) {
        return assertThatThrownBy(
                        () -> ChatStorage.builder().url(url).settings(settings).open())
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        e -> assertThat(e.retryable()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "logServerErrorDetail=true",
                "LOGSERVERERRORDETAIL=true",
                "log%53erverErrorDetail=true",
                "targetServerType=secondary",
                "targetServerType=preferSecondary",
                "allowEncodingChanges=true",
                "replication=database"
            })
    void aParameterThatWouldBreakAPromiseIsRefused(String parameter) {
        assertThatThrownBy(() -> ChatStorage.open(database.url() + "?" + parameter))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("url must not set ");
    }

    @Test
    void aShortSchemeAndParametersForTheLoginAreAccepted() {
        String url = database.url().replaceFirst("^postgresql://.*@", "postgres://");
        String login = "?user=" + database.user() + "&p%61ssword=" + database.password() + "&sockettimeout=9";
        try (ChatStorage storage = ChatStorage.open(url + login)) {
            assertThat(storage.chats().find(ID)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//bob:hunter2@%s/nowhere",
                "//bob%%3Ahunter2@%s/nowhere",
                "//%s/nowhere?user=bob&password=hunter2",
                "//%s/nowhere?user=bob&p%%61ssword=hunter2",
                "//%s/nowhere?sslpassword=hunter2&sslmode=verify-full",
                "//%s/nowhere;user=bob;password=hunter2",
                "//%s/nowhere%%3Fpassword=hunter2",
                "//(host=127.0.0.1,password=hunter2)/nowhere",
                "bob/hunter2@%s/nowhere"
            })
    void aPasswordIsInNoErrorWhateverTheUrl(String form) {
        String place = database.jdbcUrl().replaceFirst(".*//([^/]*)/.*", "$1");
        assertThatThrownBy(() -> ChatStorage.open("postgresql:" + form.formatted(place)))
                .isInstanceOf(ChatStoreException.class)
                .satisfies(e -> assertThat(Throwables.getStackTrace(e)).doesNotContain("hunter2"));
    }

    @Test
    void aServerWithoutTlsIsReportedAndNotRetried() {
        assertRefused(database.url() + "?sslmode=require", Map.of())
                .hasMessageContaining("TLS")
                .hasMessageEndingWith("(08004)");
    }

    @Test
    void aServerThatDoesNotRunIsUnavailable() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertThatThrownBy(() -> ChatStorage.open(database.url(port)))
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        e -> assertThat(e.retryable()).isTrue())
                .hasMessageStartingWith("PostgreSQL at ")
                .hasMessageContaining(":" + port + " cannot be reached");
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
