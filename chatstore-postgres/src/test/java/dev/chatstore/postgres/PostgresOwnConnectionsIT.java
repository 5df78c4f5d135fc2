package dev.chatstore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Storage;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.jdbc.OwnConnectionsContract;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestServers;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

final class PostgresOwnConnectionsIT extends OwnConnectionsContract {
    private static final ConversationId ID = ConversationId.of("schema");

    PostgresOwnConnectionsIT() {
        super(TestServers.shared(ServerKind.POSTGRES_18).newDatabase());
    }

    @Override
    protected Storage open(DataSource own, Map<String, String> settings) {
        return ChatStorage.builder()
                .url("postgresql:")
                .settings(settings)
                .backend(new PostgresBackendProvider(own))
                .open();
    }

    @Test
    void theSchemaThatTheConnectionsNameIsUsed() throws Exception {
        execute("create schema bot");
        execute("create table bot.chat_other (id int)");
        try (HikariDataSource own = pool("bot,public");
                Storage storage = open(own, Map.of())) {
            storage.chats().append(ID, NewMessage.user("hello"));
            assertThat(storage.chats().recent(ID, 1)).hasSize(1);
            execute("select 1 from bot.chat_message");
        }
        try (HikariDataSource own = pool("public");
                Storage storage = open(own, Map.of())) {
            assertThat(storage.chats().find(ID)).isEmpty();
        }
    }

    @Test
    void aSearchPathWithoutASchemaIsRefused() {
        try (HikariDataSource own = pool("missing")) {
            assertThatThrownBy(() -> open(own, Map.of()).close())
                    .isInstanceOfSatisfying(
                            UnavailableException.class,
                            e -> assertThat(e.retryable()).isFalse())
                    .hasMessageContaining("search_path");
        }
    }

    /** A role or a database may have other defaults than the server. */
    @Test
    void anotherIsolationByDefaultDoesNotMatterAndReadOnlyTransactionsAreRefused() throws Exception {
        execute("alter database " + database().name() + " set default_transaction_isolation = 'serializable'");
        try (ChatStorage storage = ChatStorage.open(database().url())) {
            storage.chats().append(ID, NewMessage.user("hello"));
        }
        execute("alter database " + database().name() + " set default_transaction_read_only = on");
        assertThatThrownBy(() -> ChatStorage.open(database().url()).close())
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("read-only");
        // The driver does not know that these are read-only.
        try (HikariDataSource own = pool("public")) {
            assertThatThrownBy(() -> open(own, Map.of()).close())
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("read-only");
        }
    }

    /** A pool must not keep the connections that another one needs. */
    @Test
    void aRoleWithTwoConnectionsDoesNotStarve() throws Exception {
        execute("create role two login password 'two' connection limit 2");
        execute("grant all on schema public to two");
        String url = database().url().replaceFirst("//.*@", "//two:two@");
        ChatStorage.open(url).close();
        // Without a migration, the readers are first.
        try (ChatStorage storage = ChatStorage.builder()
                .url(url)
                .set("schema", "none")
                .set("database.timeout", "10s")
                .open()) {
            for (int round = 0; round < 2; round++) {
                Racers.all(8, racer -> {
                    for (int i = 0; i < 50; i++) {
                        storage.chats().recent(ID, 5);
                    }
                    return racer;
                });
                Racers.all(8, racer -> {
                    for (int i = 0; i < 5; i++) {
                        storage.chats().append(ConversationId.of("c" + racer), NewMessage.user("m"));
                        storage.chats().append(ID, NewMessage.user("m"));
                    }
                    return racer;
                });
            }
            assertThat(storage.chats().find(ID).orElseThrow().lastSequence()).isEqualTo(80);
        }
    }

    private HikariDataSource pool(String searchPath) {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(database().jdbcUrl() + "?currentSchema=" + searchPath);
        pool.setUsername(database().user());
        pool.setPassword(database().password());
        pool.setMaximumPoolSize(2);
        return new HikariDataSource(pool);
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = database().connectAsAdministrator();
                Statement statement = connection.createStatement()) {
            statement.execute(sql.replace(
                    "create schema bot",
                    "create schema bot authorization " + database().user()));
        }
    }
}
