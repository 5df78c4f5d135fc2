package dev.chatstore.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TestServersIT {
    @ParameterizedTest
    @EnumSource
    void aSharedServerIsStartedOnceAndIsOfItsKind(ServerKind kind) throws SQLException {
        TestServer server = TestServers.shared(kind);
        assertThat(TestServers.shared(kind)).isSameAs(server);
        assertThat(server.kind()).isEqualTo(kind);
        assertThat(kind.toString()).endsWith(" " + major(server.version()));
        assertThat(ProcessHandle.of(server.pid())).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void eachDatabaseIsEmptyAndItsOwn(ServerKind kind) throws SQLException {
        TestDatabase one = TestServers.shared(kind).newDatabase();
        TestDatabase other = TestServers.shared(kind).newDatabase();
        run(one, "create table chat_a (id int primary key)", "insert into chat_a values (1)");
        run(other, "create table chat_a (id int primary key)");
        assertThat(count(one, "chat_a")).isOne();
        assertThat(count(other, "chat_a")).isZero();
        one.drop();
        other.drop();
        assertThatThrownBy(one::connect).isInstanceOf(SQLException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aDatabaseIsDroppedWhileItIsInUse(ServerKind kind) throws SQLException {
        TestDatabase database = TestServers.shared(kind).newDatabase();
        try (Connection connection = database.connect()) {
            assertThat(connection.isValid(10)).isTrue();
            database.drop();
        }
        assertThatThrownBy(database::connect).isInstanceOf(SQLException.class);
    }

    @ParameterizedTest
    @EnumSource
    void clearingLeavesTheTablesAndTheSchemasVersion(ServerKind kind) throws SQLException {
        TestDatabase database = TestServers.shared(kind).newDatabase();
        for (String table : new String[] {"chat_a", "chat_schema", "chatty"}) {
            run(database, "create table " + table + " (id int primary key)", "insert into " + table + " values (1)");
        }
        database.clear();
        assertThat(count(database, "chat_a")).isZero();
        assertThat(count(database, "chat_schema")).isOne();
        assertThat(count(database, "chatty")).isOne();
        database.drop();
    }

    @ParameterizedTest
    @EnumSource
    void nothingCommittedIsLostWhenItIsKilled(ServerKind kind) throws SQLException {
        try (TestServer server = TestServers.start(kind)) {
            TestDatabase database = server.newDatabase();
            run(database, "create table a (id int primary key)");
            long before = server.pid();
            int port = server.port();
            try (Connection connection = database.connect();
                    PreparedStatement insert = connection.prepareStatement("insert into a values (?)")) {
                for (int i = 0; i < 200; i++) {
                    insert.setInt(1, i);
                    insert.executeUpdate();
                }
                server.kill();
                assertThat(ProcessHandle.of(before).filter(ProcessHandle::isAlive))
                        .isEmpty();
                assertThatThrownBy(() -> insert.executeUpdate()).isInstanceOf(SQLException.class);
            }
            assertThatThrownBy(database::connect).isInstanceOf(SQLException.class);
            server.start();
            assertThat(count(database, "a")).isEqualTo(200);
            assertThat(server.port()).isEqualTo(port);
            assertThat(server.pid()).isNotEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPausedServerAnswersOnceItIsResumed(ServerKind kind) throws Exception {
        try (TestServer server = TestServers.start(kind);
                Connection connection = server.newDatabase().connect();
                Statement statement = connection.createStatement()) {
            FutureTask<Boolean> query = new FutureTask<>(() -> statement.execute("select 1"));
            server.pause();
            new Thread(query).start();
            assertThatThrownBy(() -> query.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            server.resume();
            assertThat(query.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRestartKeepsWhatThereIs(ServerKind kind) throws SQLException {
        try (TestServer server = TestServers.start(kind)) {
            TestDatabase database = server.newDatabase();
            run(database, "create table a (id int primary key)", "insert into a values (1)");
            server.restart();
            assertThat(count(database, "a")).isOne();
        }
    }

    private static String major(String version) {
        return version.substring(0, version.indexOf('.'));
    }

    private static void run(TestDatabase database, String... statements) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private static int count(TestDatabase database, String table) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
