package dev.chatstore.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SharedServersIT {
    @ParameterizedTest
    @EnumSource
    void aSharedServerIsStartedOnceAndIsOfItsKind(ServerKind kind) {
        TestServer server = TestServers.shared(kind);
        assertThat(TestServers.shared(kind)).isSameAs(server);
        assertThat(server.kind()).isEqualTo(kind);
        assertThat(server.version()).matches(kind::matches);
        assertThat(ProcessHandle.of(server.pid())).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void allSettingsThatMakeACommitDurableAreOn(ServerKind kind) throws SQLException {
        List<String> queries = kind.product() instanceof PostgresProduct
                ? List.of("show fsync", "show synchronous_commit", "show full_page_writes")
                : List.of(
                        "show variables like 'innodb_flush_log_at_trx_commit'",
                        "show variables like 'innodb_doublewrite'");
        for (String query : queries) {
            assertThat(Sql.ask(TestServers.shared(kind).connectAsAdministrator(), query))
                    .as(query)
                    .isIn("on", "ON", "1");
        }
    }

    /** The other server on the port accepts connections but sends nothing. */
    @ParameterizedTest
    @EnumSource(names = {"POSTGRES_18", "MARIADB_11"})
    void aServerStartsOnAnotherPortIfItsPortIsTakenMeanwhile(ServerKind kind) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Iterator<Integer> ports =
                    List.of(taken.getLocalPort(), Ports.free()).iterator();
            Path jar = kind.archive().jar().orElseThrow();
            try (TestServer server = LocalDatabaseServer.start(kind, jar, null, List.of(), ports::next)) {
                assertThat(server.port()).isNotEqualTo(taken.getLocalPort());
                assertThat(server.version()).matches(kind::matches);
            }
        }
    }

    /** A server removes such files of an earlier one when it starts. One that runs may crash without them. */
    @ParameterizedTest
    @EnumSource(names = {"MYSQL_8", "MARIADB_11"})
    void aServerLeavesTheTemporaryTablesOfOthersAlone(ServerKind kind) throws IOException {
        Path others =
                Path.of("/tmp", "#sql-temptable-" + ProcessHandle.current().pid() + "-1-1.MAI");
        Files.createFile(others);
        try (TestServer server =
                LocalDatabaseServer.start(kind, kind.archive().jar().orElseThrow(), null, List.of(), Ports::free)) {
            assertThat(server.version()).matches(kind::matches);
            assertThat(others).exists();
        } finally {
            Files.deleteIfExists(others);
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachDatabaseIsEmptyAndSeparate(ServerKind kind) throws SQLException {
        TestDatabase one = TestServers.shared(kind).newDatabase();
        TestDatabase other = TestServers.shared(kind).newDatabase();
        Sql.run(one, "create table chat_a (id int primary key)", "insert into chat_a values (1)");
        Sql.run(other, "create table chat_a (id int primary key)");
        assertThat(Sql.count(one, "chat_a")).isOne();
        assertThat(Sql.count(other, "chat_a")).isZero();
        one.drop();
        other.drop();
        assertThatThrownBy(one::connect).isInstanceOf(SQLException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aDatabaseCanBeDroppedWhileItIsInUse(ServerKind kind) throws SQLException {
        TestDatabase database = TestServers.shared(kind).newDatabase();
        try (Connection connection = database.connect()) {
            assertThat(connection.isValid(10)).isTrue();
            database.drop();
        }
        assertThatThrownBy(database::connect).isInstanceOf(SQLException.class);
    }

    @ParameterizedTest
    @EnumSource
    void clearingKeepsTheTablesAndTheSchemaVersion(ServerKind kind) throws SQLException {
        TestDatabase database = TestServers.shared(kind).newDatabase();
        for (String table : List.of("chat_a", "chat_schema", "chatty")) {
            Sql.run(
                    database,
                    "create table " + table + " (id int primary key)",
                    "insert into " + table + " values (1)");
        }
        database.clear();
        assertThat(Sql.count(database, "chat_a")).isZero();
        assertThat(Sql.count(database, "chat_schema")).isOne();
        assertThat(Sql.count(database, "chatty")).isOne();
        database.drop();
    }

    @ParameterizedTest
    @EnumSource
    void aServerNamedByItsUrlCanBeUsedButNotKilled(ServerKind kind) throws SQLException {
        Sql.run(TestServers.shared(kind).newDatabase(), "create table a (id int primary key)");
        String url = kind.product().scheme() + "://" + kind.product().administrator() + ":@127.0.0.1:"
                + TestServers.shared(kind).port();
        try (TestServer given = new ServerChoice(Map.of(kind.variable(), url)).start(kind, null, List.of())) {
            TestDatabase database = given.newDatabase();
            Sql.run(database, "create table chat_a (id int primary key)", "insert into chat_a values (1)");
            assertThat(Sql.count(database, "chat_a")).isOne();
            assertThatThrownBy(given::kill)
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining(kind.variable());
            database.drop();
        }
    }
}
