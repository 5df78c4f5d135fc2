package dev.chatstore.mysql;

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
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a store connects, and the errors of a connection that fails. */
abstract class ConnectionContract {
    private static final ConversationId ID = ConversationId.of("kari");

    private final TestDatabase database;
    private final String scheme;

    ConnectionContract(ServerKind kind, String scheme) {
        database = TestServers.shared(kind).newDatabase();
        this.scheme = scheme;
    }

    final String url() {
        return MysqlStores.withoutTls(database.url());
    }

    @Test
    final void theProviderIsFoundByTheScheme() {
        try (ChatStorage storage = ChatStorage.open(url())) {
            assertThat(storage.chats().append(ID, NewMessage.user("hello")).lastSequence())
                    .isEqualTo(1);
        }
    }

    @Test
    final void theUserAndThePasswordMayBeSettings() {
        Properties properties = new Properties();
        properties.setProperty("chatstore.url", url().replaceFirst("//.*@", "//"));
        properties.setProperty("chatstore.database.user", database.user());
        properties.setProperty("chatstore.database.password", database.password());
        try (ChatStorage storage = ChatStorage.open(properties)) {
            assertThat(storage.chats().find(ID)).isEmpty();
        }
    }

    @Test
    final void aDataSourceOfTheCallersOwnIsUsedAndLeftOpen() throws Exception {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl("jdbc:" + url().replaceFirst("//.*@", "//"));
        pool.setUsername(database.user());
        pool.setPassword(database.password());
        try (HikariDataSource own = new HikariDataSource(pool)) {
            try (ChatStorage storage = ChatStorage.builder()
                    .url(scheme + ":")
                    .backend(new MysqlBackendProvider(own))
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
    final void aWrongPasswordNamesTheUserAndTheServerAndNotThePassword() {
        String wrong = url().replace(":" + database.password() + "@", ":a-wrong-secret@");
        assertRefused(wrong)
                .hasMessageStartingWith(
                        "login for user \"" + database.user() + "\" was refused by " + product() + " at ")
                .hasMessageEndingWith("(28000, error 1045)")
                .hasMessageNotContaining("a-wrong-secret");
    }

    @Test
    final void aMissingDatabaseIsNamed() throws Exception {
        execute("grant all on nowhere.* to " + database.user());
        assertRefused(url().replace("/" + database.name(), "/nowhere"))
                .hasMessageStartingWith("database \"nowhere\" does not exist on " + product() + " at ")
                .hasMessageEndingWith("(42000, error 1049)");
    }

    @Test
    final void aMissingTableIsReportedAsOne() {
        try (ChatStorage storage =
                ChatStorage.builder().url(url()).set("schema", "none").open()) {
            assertThatThrownBy(() -> storage.chats().find(ID))
                    .isInstanceOfSatisfying(
                            UnavailableException.class,
                            e -> assertThat(e.retryable()).isFalse())
                    .hasMessageStartingWith("a table is missing in " + product() + " at ")
                    .hasMessageContaining("/" + database.name())
                    .hasMessageContaining("schema=migrate")
                    .hasMessageEndingWith("(42S02, error 1146)");
        }
    }

    @Test
    final void aMissingPermissionNamesTheUser() throws Exception {
        execute("create user if not exists stranger identified by 'strange'");
        assertRefused(url().replaceFirst("//.*@", "//stranger:strange@"))
                .hasMessageStartingWith("permission denied to user \"stranger\" on " + product() + " at ")
                .hasMessageEndingWith("(42000, error 1044)");
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = database.connectAsAdministrator();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String product() {
        return Product.ofScheme(scheme).toString();
    }

    static AbstractThrowableAssert<?, ?> assertRefused(String url) {
        return assertThatThrownBy(() -> ChatStorage.open(url))
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        e -> assertThat(e.retryable()).isFalse());
    }

    @Test
    final void aServerThatDoesNotRunIsUnavailable() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertThatThrownBy(() -> ChatStorage.open(MysqlStores.withoutTls(database.url(port))))
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        e -> assertThat(e.retryable()).isTrue())
                .hasMessageStartingWith(product() + " at ")
                .hasMessageContaining(":" + port + " cannot be reached");
    }

    @Test
    final void aUrlWithoutADatabaseIsRefused() {
        assertThatThrownBy(() -> ChatStorage.open(scheme + "://localhost"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(scheme + "://user:password@host:port/database");
    }

    @Test
    final void tlsThatTheServerDoesNotOfferAsTheUrlWantsItIsReportedAndNotRetried() {
        assertRefused(verifiedUrl()).hasMessageContaining("no TLS connection");
    }

    /** Returns the URL with TLS and a certificate to verify. */
    abstract String verifiedUrl();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "useAffectedRows=true",
                "useaffectedrows=false",
                "use%41ffected%52ows=true",
                "useAffectedRows",
                "characterEncoding=latin1",
                "CHARACTERENCODING=ISO-8859-1",
                "character%45ncoding=gbk",
                "characterEncoding=UTF-8&characterEncoding=latin1",
                "characterSetResults=latin1",
                "connectionCollation=latin1_swedish_ci",
                "connectionCollation=utf8_general_ci",
                "autocommit=false",
                "autoReconnect=true",
                "maxRows=5",
                "jdbcCompliantTruncation=false",
                "dumpQueriesOnException=true"
            })
    final void aParameterThatWouldBreakAPromiseIsRefused(String parameter) {
        assertThatThrownBy(() -> ChatStorage.open(url() + "&" + parameter))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("url must not set ");
    }

    @Test
    final void aParameterThatBreaksNoPromiseIsPassedOn() {
        String harmless = "&characterEncoding=UTF-8&maxRows=0&autocommit=true&sockettimeout=9000";
        try (ChatStorage storage = ChatStorage.open(url() + harmless)) {
            assertThat(storage.chats().find(ID)).isEmpty();
        }
    }

    /** Connector/J sets the character sets after the variables; MariaDB's driver refuses the variable. */
    @Test
    final void aVariableOfTheSessionMakesNoTwoIdsTheSame() {
        try (ChatStorage storage = ChatStorage.open(url() + "&sessionVariables=character_set_client=latin1")) {
            storage.chats().append(ConversationId.of("\u5f35"), NewMessage.user("hello"));
            assertThat(storage.chats().find(ConversationId.of("\u674e"))).isEmpty();
        } catch (UnavailableException e) {
            assertThat(e.retryable()).isFalse();
        }
    }

    @Test
    final void theUserAndThePasswordMayBeParameters() {
        String login = "&user=" + database.user() + "&p%61ssword=" + database.password();
        try (ChatStorage storage = ChatStorage.open(url().replaceFirst("//.*@", "//") + login)) {
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
                "//%s/nowhere;user=bob;password=hunter2",
                "//%s/nowhere%%3Fpassword=hunter2",
                "//(host=127.0.0.1,password=hunter2)/nowhere",
                "//address=(host=127.0.0.1)(password=hunter2)/nowhere"
            })
    final void aPasswordIsInNoErrorWhateverTheUrl(String form) {
        String without = MysqlStores.withoutTls(scheme + ":");
        String place = database.jdbcUrl().replaceFirst(".*//([^/]*)/.*", "$1");
        String parameters = without.substring(without.indexOf('?'));
        String url = scheme + ":" + form.formatted(place);
        assertThatThrownBy(
                        () -> ChatStorage.open(url + (url.contains("?") ? "&" + parameters.substring(1) : parameters)))
                .isInstanceOf(ChatStoreException.class)
                .satisfies(e -> assertThat(Throwables.getStackTrace(e)).doesNotContain("hunter2"));
    }

    @Test
    final void moreThanTheServerAcceptsInOneStatementIsSentInParts() throws Exception {
        try (ChatStorage storage = ChatStorage.builder()
                .url(url())
                .set("limits.message-bytes", "2MiB")
                .open()) {
            List<NewMessage> much = IntStream.range(0, 1 + (int) (maxPacket() >> 21))
                    .mapToObj(i -> NewMessage.user("x".repeat(2 << 20)))
                    .toList();
            assertThat(storage.chats().append(ID, much).lastSequence()).isEqualTo(much.size());
            assertThat(storage.chats().find(ID, much.size()).orElseThrow().text())
                    .isEqualTo(much.get(0).text());
        }
    }

    private long maxPacket() throws Exception {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select @@max_allowed_packet")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    final void theOtherSchemeIsRefusedWithTheNameOfTheRightOne() {
        assertThatThrownBy(() -> ChatStorage.open(wrongUrl()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("use " + scheme + ":");
    }

    /** Returns the URL with the scheme of the other server. */
    abstract String wrongUrl();
}
