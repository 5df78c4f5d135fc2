package dev.chatstore.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.testkit.server.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/**
 * What a store on a server promises whatever happens to the server, under a {@link FaultLoad}: nothing acknowledged is
 * lost and nothing is doubled, every refusal may be retried and comes within the configured time-outs, and the same open
 * store works again by itself. What became of the calls is logged.
 */
public abstract class ServerFaultContract extends FaultContract {
    private static final int KILLS = 10;
    private static final int PAUSES = 2;
    private static final int FALTERS = 3;

    /** Returns the statements by which an administrator makes the server take no more writes from anybody else. */
    protected abstract List<String> makeReadOnly();

    /** Returns the statements by which an administrator makes the server take writes again. */
    protected abstract List<String> makeWritable();

    @Test
    final void tenKillsOfTheServerLoseNothing(TestInfo test) {
        try (StoreUnderLoad run = start(database().url(), Timeouts.SHORT)) {
            for (int i = 0; i < KILLS; i++) {
                server().kill();
                server().start();
                run.awaitRecovery();
                run.awaitRecovery();
            }
            log(test, KILLS + " times", run.judge());
        }
    }

    @Test
    final void aHangingServerIsReportedWithinTheTimeout(TestInfo test) {
        try (StoreUnderLoad run = start(database().url(), Timeouts.SHORT)) {
            for (int i = 0; i < PAUSES; i++) {
                server().pause();
                try {
                    run.load().awaitRefusalsToAll(Timeouts.SHORT.bound());
                } finally {
                    server().resume();
                }
                run.awaitRecovery();
            }
            log(test, PAUSES + " times", run.judge());
        }
    }

    /** A short stop: what was under way may be answered late, and what was given up may be done late. */
    @Test
    final void aServerThatHangsBrieflyLosesNothing(TestInfo test) {
        try (StoreUnderLoad run = start(database().url(), Timeouts.SHORT)) {
            for (int i = 0; i < FALTERS; i++) {
                server().pause();
                run.load().comesTrue(Timeouts.SHORT.socket().multipliedBy(5).dividedBy(4), () -> false);
                server().resume();
                run.awaitRecovery();
            }
            log(test, FALTERS + " times", run.judge());
        }
    }

    @Test
    final void anExhaustedPoolIsReportedAndRecovers(TestInfo test) throws SQLException {
        holdRows(test, Timeouts.SHORT);
    }

    @Test
    final void rowsThatStayLockedAreReportedWithinTheTimeout(TestInfo test) throws SQLException {
        holdRows(test, Timeouts.OF_LOCKS);
    }

    /** Holds the rows that many writers want through few connections. */
    private void holdRows(TestInfo test, Timeouts timeOuts) throws SQLException {
        TestDatabase database = database();
        Map<String, String> fewConnections = Map.of("database.readers", "2", "database.writers", "2");
        try (StoreUnderLoad run = start(database.url(), timeOuts, fewConnections, 4 * StoreUnderLoad.WRITERS)) {
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                // In the order in which the store takes them, and no gaps: waiting is meant here, and not deadlock.
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                connection.setAutoCommit(false);
                statement.executeQuery("select version from chat_conversation order by tenant, id for update");
                run.load().awaitRefusalsToWriters(timeOuts.bound());
                run.load().awaitAnswersToReaders(timeOuts.bound());
                connection.rollback();
            }
            run.awaitRecovery();
            log(test, "once", run.judge());
        }
    }

    @Test
    final void aReadOnlyServerRefusesWritesAndReads(TestInfo test) throws SQLException {
        try (StoreUnderLoad run = start(database().url(), Timeouts.SHORT)) {
            administer(makeReadOnly());
            try {
                run.load().awaitRefusalsToWriters(Timeouts.SHORT.bound());
                long refusedReads = run.load().refusedReads();
                run.load().awaitAnswersToReaders(Timeouts.SHORT.bound());
                assertThat(run.load().refusedReads()).isEqualTo(refusedReads);
            } finally {
                administer(makeWritable());
            }
            run.awaitRecovery();
            log(test, "once", run.judge());
        }
    }

    private void administer(List<String> statements) throws SQLException {
        try (Connection connection = server().connectAsAdministrator();
                Statement statement = connection.createStatement()) {
            for (String text : statements) {
                statement.execute(text);
            }
        }
    }
}
