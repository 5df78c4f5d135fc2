package dev.chatstore.testkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

final class DataSourceProbeTest {
    private static final String INSERT = "insert into t (n) values (?)";

    @TempDir
    Path folder;

    private DataSourceProbe probe;

    @BeforeEach
    void makeTable() throws SQLException {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + folder.resolve("probe.db"));
        probe = new DataSourceProbe(source);
        try (Connection connection = probe.getConnection()) {
            execute(connection, "create table t (n integer)");
        }
        probe.reset();
    }

    @Test
    void aStatementOutsideATransactionIsACommitIfItWrites() throws SQLException {
        try (Connection connection = probe.getConnection()) {
            insert(connection, 1);
            execute(connection, "-- a comment\nupdate t set n = 2");
            assertThat(count(connection)).isEqualTo(1);
        }
        assertThat(probe.statements()).isEqualTo(3);
        assertThat(probe.commits()).isEqualTo(2);
        assertThat(probe.texts()).containsExactly(INSERT, "-- a comment\nupdate t set n = 2", "select count(*) from t");
    }

    @Test
    void aTransactionIsOneCommit() throws SQLException {
        try (Connection connection = probe.getConnection()) {
            connection.setAutoCommit(false);
            insert(connection, 1);
            insert(connection, 2);
            connection.commit();
            insert(connection, 3);
            connection.rollback();
            connection.commit();
        }
        assertThat(probe.statements()).isEqualTo(3);
        assertThat(probe.commits()).isEqualTo(1);
    }

    @Test
    void aTransactionByStatementsIsOneCommit() throws SQLException {
        try (Connection connection = probe.getConnection()) {
            execute(connection, "begin immediate");
            insert(connection, 1);
            execute(connection, "savepoint s");
            insert(connection, 2);
            execute(connection, "rollback to s");
            execute(connection, "commit");
            execute(connection, "BEGIN");
            insert(connection, 3);
            execute(connection, "rollback");
            assertThat(count(connection)).isEqualTo(1);
        }
        assertThat(probe.statements()).isEqualTo(4);
        assertThat(probe.commits()).isEqualTo(1);
    }

    @Test
    void aBatchIsOneStatement() throws SQLException {
        try (Connection connection = probe.getConnection();
                PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (int i = 0; i < 5; i++) {
                statement.setInt(1, i);
                statement.addBatch();
            }
            statement.executeBatch();
            assertThat(count(connection)).isEqualTo(5);
        }
        assertThat(probe.statements()).isEqualTo(2);
        assertThat(probe.texts().get(0)).startsWith(INSERT);
    }

    @Test
    void theReplyThatIsLostBelongsToACommitThatSucceeded() throws SQLException {
        try (Connection connection = probe.getConnection()) {
            connection.setAutoCommit(false);
            insert(connection, 1);
            probe.loseNextReply();
            assertLost(connection::commit);
            assertBroken(connection);
        }
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void theReplyToACommitStatementCanBeLost() throws SQLException {
        try (Connection connection = probe.getConnection()) {
            execute(connection, "begin immediate");
            insert(connection, 1);
            probe.loseNextReply();
            assertLost(() -> execute(connection, "commit"));
            assertBroken(connection);
        }
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void theReplyToAWriteOutsideATransactionCanBeLost() throws SQLException {
        try (Connection connection = probe.getConnection()) {
            probe.loseNextReply();
            assertLost(() -> insert(connection, 1));
            assertBroken(connection);
        }
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void theReplyToAWriteThatReturnsRowsCanBeLost() throws SQLException {
        try (Connection connection = probe.getConnection()) {
            probe.loseNextReply();
            assertLost(() -> execute(connection, "insert into t (n) values (1) returning n"));
        }
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void aReadLosesNoReplyAndOneLossHappensOnce() throws SQLException {
        probe.loseNextReply();
        try (Connection connection = probe.getConnection()) {
            assertThat(count(connection)).isZero();
            connection.setAutoCommit(false);
            assertThat(count(connection)).isZero();
            connection.commit();
            insert(connection, 1);
            assertLost(connection::commit);
        }
        try (Connection connection = probe.getConnection()) {
            insert(connection, 2);
            assertThat(connection.isClosed()).isFalse();
        }
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void aStatementReturnsTheProbedConnection() throws SQLException {
        try (Connection connection = probe.getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(statement.getConnection()).isSameAs(connection).isEqualTo(connection);
            assertThat(connection.isValid(1)).isTrue();
        }
    }

    @Test
    void failedStatementsAreNotCounted() throws SQLException {
        try (Connection connection = probe.getConnection()) {
            assertThatThrownBy(() -> execute(connection, "insert into nowhere values (1)"))
                    .isInstanceOf(SQLException.class);
        }
        assertThat(List.of(probe.statements(), probe.commits())).containsOnly(0L);
    }

    private static void assertLost(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08006"));
    }

    private static void assertBroken(Connection connection) throws SQLException {
        assertThat(connection.isValid(1)).isFalse();
        assertThatThrownBy(connection::createStatement)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08003"));
    }

    private long rows() throws SQLException {
        try (Connection connection = probe.getConnection()) {
            return count(connection);
        }
    }

    private static long count(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from t")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void insert(Connection connection, int n) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setInt(1, n);
            statement.executeUpdate();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
