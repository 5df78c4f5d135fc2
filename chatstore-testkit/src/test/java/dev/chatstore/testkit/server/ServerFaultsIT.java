package dev.chatstore.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.testkit.Racers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Each test leaves the server running. */
@ParameterizedClass
@EnumSource
class ServerFaultsIT {
    @TempDir
    private static Path place;

    private static TestServer server;

    @Parameter
    private ServerKind kind;

    @BeforeParameterizedClassInvocation
    static void startOne(ServerKind kind) {
        server = TestServers.start(kind, place);
    }

    @AfterParameterizedClassInvocation
    static void aClosedServerLeavesNoProcessAndNoFolder() {
        List<ProcessHandle> processes = processes();
        server.close();
        assertThat(processes).isNotEmpty().noneMatch(ServerProcess::isRunning);
        assertThat(place).isEmptyDirectory();
        server.close();
    }

    @Test
    void theServerIsOfItsKindAndItsDataIsInTheGivenFolder() {
        assertThat(server.kind()).isEqualTo(kind);
        assertThat(place).isDirectoryContaining(path -> path.endsWith("data"));
    }

    @Test
    void aKilledServerLosesNothingCommitted() throws SQLException {
        TestDatabase database = server.newDatabase();
        Sql.run(database, "create table a (id int primary key)");
        List<ProcessHandle> processes = processes();
        int port = server.port();
        try (Connection connection = database.connect();
                PreparedStatement insert = connection.prepareStatement("insert into a values (?)")) {
            for (int i = 0; i < 200; i++) {
                insert.setInt(1, i);
                insert.executeUpdate();
            }
            server.kill();
            assertThat(processes).noneMatch(ServerProcess::isRunning);
            assertThatThrownBy(() -> insert.executeUpdate()).isInstanceOf(SQLException.class);
        }
        assertThatThrownBy(database::connect).isInstanceOf(SQLException.class);
        server.start();
        assertThat(Sql.count(database, "a")).isEqualTo(200);
        assertThat(server.port()).isEqualTo(port);
        assertThat(server.pid())
                .isNotIn(processes.stream().map(ProcessHandle::pid).toList());
    }

    @Test
    void aPausedServerAnswersOnceItIsResumed() throws Exception {
        try (Connection connection = server.newDatabase().connect();
                Statement statement = connection.createStatement()) {
            server.pause();
            Future<Boolean> query = Racers.start("query", () -> statement.execute("select 1"));
            assertThatThrownBy(() -> query.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            server.resume();
            assertThat(query.get(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aRestartKeepsTheDataAndClearingStillWorks() throws SQLException {
        TestDatabase database = server.newDatabase();
        Sql.run(database, "create table chat_a (id int primary key)");
        database.clear();
        Sql.run(database, "insert into chat_a values (1)");
        server.restart();
        assertThat(Sql.count(database, "chat_a")).isOne();
        database.clear();
        assertThat(Sql.count(database, "chat_a")).isZero();
    }

    @Test
    void aRunningServerIsNotStartedTwice() {
        assertThatThrownBy(server::start).isInstanceOf(IllegalStateException.class);
    }

    private static List<ProcessHandle> processes() {
        ProcessHandle parent = ProcessHandle.of(server.pid()).orElseThrow();
        return Stream.concat(Stream.of(parent), parent.descendants()).toList();
    }
}
