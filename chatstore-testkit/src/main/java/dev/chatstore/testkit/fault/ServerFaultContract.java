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
 * The contract of a store on a server under server faults and a {@link FaultLoad}: nothing acknowledged is lost and
 * nothing is duplicated, every error is retryable and thrown within the configured timeouts, and the open store works
 * again without help. The outcomes of the calls are logged.
 */
public abstract class ServerFaultContract extends FaultContract {
    private static final int KILLS = 10;
    private static final int PAUSES = 2;
    private static final int SHORT_PAUSES = 3;

    /** Returns the statements by which an administrator makes the server refuse the writes of all other users. */
    protected abstract List<String> makeReadOnly();

    /** Returns the statements by which an administrator makes the server accept writes again. */
    protected abstract List<String> makeWritable();

    /** Returns whether the server shows a commit to readers before it is durable, so that a kill may take it back. */
    protected boolean showsCommitsBeforeTheyAreDurable() {
        return false;
    }

    @Test
    final void tenKillsOfTheServerLoseNothing(TestInfo test) {
        try (StoreUnderLoad run = start(database().url(), Timeouts.SHORT)) {
            if (showsCommitsBeforeTheyAreDurable()) {
                run.load().showsCommitsBeforeTheyAreDurable();
            }
            for (int i = 0; i < KILLS; i++) {
                server().kill();
                server().start();
                run.awaitRecovery();
                run.awaitRecovery();
            }
            log(test, KILLS + " times", run.endAndCheck());
        }
    }

    @Test
    final void aHangingServerIsReportedWithinTheTimeout(TestInfo test) {
        try (StoreUnderLoad run = start(database().url(), Timeouts.SHORT)) {
            for (int i = 0; i < PAUSES; i++) {
                server().pause();
                try {
                    run.load().awaitFailureOfAll(Timeouts.SHORT.bound());
                } finally {
                    server().resume();
                }
                run.awaitRecovery();
            }
            log(test, PAUSES + " times", run.endAndCheck());
        }
    }

    /** A short pause: a call may be answered late, and a call that timed out may be executed late. */
    @Test
    final void aServerThatHangsBrieflyLosesNothing(TestInfo test) {
        try (StoreUnderLoad run = start(database().url(), Timeouts.SHORT)) {
            for (int i = 0; i < SHORT_PAUSES; i++) {
                server().pause();
                run.load().becomesTrue(Timeouts.SHORT.socket().multipliedBy(5).dividedBy(4), () -> false);
                server().resume();
                run.awaitRecovery();
            }
            log(test, SHORT_PAUSES + " times", run.endAndCheck());
        }
    }

    @Test
    final void anExhaustedPoolIsReportedAndRecovers(TestInfo test) throws SQLException {
        lockRows(test, Timeouts.SHORT);
    }

    @Test
    final void rowsThatStayLockedAreReportedWithinTheTimeout(TestInfo test) throws SQLException {
        lockRows(test, Timeouts.FOR_LOCKS);
    }

    /** Locks the rows that many writers need, who share few connections. */
    private void lockRows(TestInfo test, Timeouts timeouts) throws SQLException {
        TestDatabase database = database();
        Map<String, String> fewConnections = Map.of("database.readers", "2", "database.writers", "2");
        try (StoreUnderLoad run = start(database.url(), timeouts, fewConnections, 4 * StoreUnderLoad.WRITERS)) {
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                // In the order in which the store locks them, and without gap locks: calls must wait, not deadlock.
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                connection.setAutoCommit(false);
                statement.executeQuery("select version from chat_conversation order by tenant, id for update");
                run.load().awaitFailureOfWriters(timeouts.bound());
                run.load().awaitSuccessOfReaders(timeouts.bound());
                connection.rollback();
            }
            run.awaitRecovery();
            log(test, "once", run.endAndCheck());
        }
    }

    @Test
    final void aReadOnlyServerRefusesWritesAndReads(TestInfo test) throws SQLException {
        try (StoreUnderLoad run = start(database().url(), Timeouts.SHORT)) {
            administer(makeReadOnly());
            try {
                run.load().awaitFailureOfWriters(Timeouts.SHORT.bound());
                long failedReads = run.load().failedReads();
                run.load().awaitSuccessOfReaders(Timeouts.SHORT.bound());
                assertThat(run.load().failedReads()).isEqualTo(failedReads);
            } finally {
                administer(makeWritable());
            }
            run.awaitRecovery();
            log(test, "once", run.endAndCheck());
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
