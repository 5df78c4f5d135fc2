package dev.chatstore.testkit.server;

import dev.chatstore.testkit.Polling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * A PostgreSQL server with an asynchronous replica. A replica that is detached lags behind; when the primary is killed
 * and the replica promoted, it lacks what was committed in between.
 */
public final class TestPostgresReplication implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final LocalDatabaseServer primary;
    private final LocalDatabaseServer replica;

    private TestPostgresReplication(LocalDatabaseServer primary, LocalDatabaseServer replica) {
        this.primary = primary;
        this.replica = replica;
    }

    static TestPostgresReplication start(ServerChoice choice) {
        // A server with a setting of its own is always one that this JVM starts.
        LocalDatabaseServer primary =
                (LocalDatabaseServer) choice.start(ServerKind.POSTGRES_18, null, List.of("wal_level=replica"));
        try {
            return new TestPostgresReplication(primary, primary.startCopy(data -> backUp(primary, data)));
        } catch (IllegalStateException e) {
            primary.close();
            throw e;
        }
    }

    /** Copies the data of the running server, so that a server with the copy follows it. */
    private static void backUp(LocalDatabaseServer primary, Path data) {
        try (Connection session = primary.connectAsAdministrator()) {
            ask(session, "select pg_backup_start('replica', true)");
            List<String> copy =
                    List.of("cp", "-a", "--reflink=auto", primary.data().toString(), data.toString());
            if (!ServerProcess.run(copy, Path.of("/dev/null"))) {
                throw new IllegalStateException("cannot copy the data folder to " + data);
            }
            Files.delete(data.resolve("postmaster.pid"));
            Files.writeString(
                    data.resolve("backup_label"), ask(session, "select labelfile from pg_backup_stop(false)"));
            Files.createFile(data.resolve("standby.signal"));
            Files.writeString(
                    data.resolve("postgresql.auto.conf"),
                    "primary_conninfo = 'host=" + Address.LOOPBACK + " port=" + primary.port() + " user="
                            + primary.sql().administrator() + "'\n",
                    StandardOpenOption.APPEND);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot back up the primary", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Creates an empty database, which the replica receives. */
    public TestDatabase newDatabase() {
        return primary.newDatabase();
    }

    /** Returns the URL for chatstore of a database on whichever of the two servers is the primary. */
    public String url(TestDatabase database) {
        String end = primary.port() + "/" + database.name();
        return database.url()
                        .replace(
                                end,
                                primary.port() + "," + Address.LOOPBACK + ":" + replica.port() + "/" + database.name())
                + "?targetServerType=primary";
    }

    /** Returns once the replica shows all that the primary has committed. */
    public void awaitReplica() {
        String written = ask(primary, "select pg_current_wal_lsn()");
        await("the replica did not catch up", "select pg_last_wal_replay_lsn() >= '" + written + "'");
    }

    /** Ends the replication. The replica receives nothing of what is committed afterwards. */
    public void detachReplica() {
        ask(replica, "alter system set primary_conninfo = ''");
        ask(replica, "select pg_reload_conf()");
        await("the replica did not detach", "select count(*) = 0 from pg_stat_wal_receiver");
    }

    /** Kills the primary with SIGKILL and promotes the replica. Returns when it accepts writes. */
    public void failOver() {
        primary.kill();
        await("the replica was not promoted", "select pg_promote(true)");
    }

    private void await(String error, String condition) {
        if (!Polling.until(LIMIT, () -> ask(replica, condition).equals("t"))) {
            throw new IllegalStateException(error);
        }
    }

    private static String ask(SqlServer server, String statement) {
        try (Connection connection = server.connectAsAdministrator()) {
            return ask(connection, statement);
        } catch (SQLException e) {
            throw new IllegalStateException(server + " refused a statement that a test needs", e);
        }
    }

    /** Returns the first value of the result, or an empty text if the statement is no query. */
    private static String ask(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!statement.execute(query)) {
                return "";
            }
            try (ResultSet rows = statement.getResultSet()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    @Override
    public void close() {
        replica.close();
        primary.close();
    }
}
