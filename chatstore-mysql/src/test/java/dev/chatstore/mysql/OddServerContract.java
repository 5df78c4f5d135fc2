package dev.chatstore.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.Storage;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.testkit.EveryOperation;
import dev.chatstore.testkit.MutableClock;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestDatabase;
import dev.chatstore.testkit.server.TestServer;
import dev.chatstore.testkit.server.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** A server whose configuration differs from the defaults in all that a store depends on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class OddServerContract {
    private static final ConversationId ID = ConversationId.of("kari");
    private static final SessionKey KEY = SessionKey.of("kari");

    private final TestServer server;
    private final String scheme;

    OddServerContract(ServerKind kind, String scheme) {
        this.scheme = scheme;
        server = TestServers.start(
                kind,
                List.of(
                        "autocommit=0",
                        "transaction-isolation=READ-UNCOMMITTED",
                        "server-id=1",
                        "log-bin=changes",
                        "binlog-format=STATEMENT"));
    }

    final TestDatabase newDatabase() {
        return server.newDatabase();
    }

    @AfterAll
    final void closeServer() {
        server.close();
    }

    @Test
    final void whatIsAcknowledgedIsCommitted() {
        TestDatabase database = server.newDatabase();
        String url = MysqlStores.withoutTls(database.url());
        try (ChatStorage storage = ChatStorage.open(url);
                ChatStorage other = ChatStorage.open(url)) {
            assertEverythingWorks(storage, other);
        }
    }

    @Test
    final void ownConnectionsAreUsedInAutoCommitMode() {
        TestDatabase database = server.newDatabase();
        try (HikariDataSource own = pool(database, "");
                Storage storage = open(own);
                Storage other = open(own)) {
            assertEverythingWorks(storage, other);
        }
    }

    private static void assertEverythingWorks(Storage storage, Storage other) {
        EveryOperation.of(storage, ID).values().forEach(Runnable::run);
        storage.chats().append(ID, NewMessage.user("last"));
        storage.sessions("kept", String.class).getOrCreate(KEY, () -> "state");
        assertThat(other.chats().recent(ID, 1).get(0).text()).isEqualTo("last");
        assertThat(other.sessions("kept", String.class).find(KEY)).isPresent();
    }

    @Test
    final void connectionsWithoutADatabaseAreRefused() {
        TestDatabase database = server.newDatabase();
        try (HikariDataSource own = new HikariDataSource(config(
                database, MysqlStores.withoutTls(database.url().replace("/" + database.name(), "/"))))) {
            assertThatThrownBy(() -> open(own).close())
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("no database selected");
        }
    }

    @Test
    final void aCatalogOfThePoolIsUsed() {
        TestDatabase database = server.newDatabase();
        TestDatabase catalog = server.newDatabase();
        HikariConfig config = config(database, MysqlStores.withoutTls(database.url()));
        config.setCatalog(catalog.name());
        try (HikariDataSource own = new HikariDataSource(config);
                Storage storage = open(own);
                ChatStorage other = ChatStorage.open(MysqlStores.withoutTls(catalog.url()))) {
            storage.chats().append(ID, NewMessage.user("last"));
            assertThat(other.chats().recent(ID, 1)).hasSize(1);
        }
    }

    /** The server refuses writes at READ COMMITTED under this format of the binary log. */
    @Test
    final void theCleanerWorksUnderTheBinaryLogFormatStatement() {
        TestDatabase database = server.newDatabase();
        MutableClock clock = MutableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
        try (Backend backend = new MysqlBackendProvider()
                .open(new BackendContext(
                                ConnectionUrl.parse(MysqlStores.withoutTls(database.url())),
                                new Settings(Map.of()),
                                clock,
                                new Random(1))
                        .withClocks(clock, clock))) {
            backend.chats().append(ID, NewMessage.user("hello"));
            backend.chats().delete(ID);
            clock.advance(Duration.ofHours(2));
            assertThat(backend.purge(100)).isEqualTo(1);
            assertThat(backend.purge(100)).isZero();
        }
    }

    final Storage open(HikariDataSource own) {
        return ChatStorage.builder()
                .url(scheme + ":")
                .backend(new MysqlBackendProvider(own))
                .open();
    }

    static HikariDataSource pool(TestDatabase database, String parameters) {
        return new HikariDataSource(config(database, MysqlStores.withoutTls(database.url()) + parameters));
    }

    private static HikariConfig config(TestDatabase database, String url) {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl("jdbc:" + url.replaceFirst("//.*@", "//"));
        pool.setUsername(database.user());
        pool.setPassword(database.password());
        pool.setMaximumPoolSize(2);
        return pool;
    }
}
