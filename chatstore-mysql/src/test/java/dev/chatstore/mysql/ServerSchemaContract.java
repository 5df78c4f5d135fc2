package dev.chatstore.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Storage;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.testkit.Polling;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.jdbc.DataSourceProbes;
import dev.chatstore.testkit.jdbc.SchemaContract;
import dev.chatstore.testkit.jdbc.SchemaDump;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestDatabase;
import dev.chatstore.testkit.server.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The schema of either server. */
abstract class ServerSchemaContract extends SchemaContract {
    /** Takes the lock of a process that migrates. */
    private static final String LOCK = "select get_lock(concat('chatstore.', md5(database())), 0)";

    private final ServerKind kind;
    private final String dumps;
    private TestDatabase database;

    /** The main method of another process. */
    public static void main(String[] arguments) {
        ChatStorage.open(arguments[0]).close();
    }

    ServerSchemaContract(ServerKind kind, String dumps) {
        this.kind = kind;
        this.dumps = dumps;
    }

    @Override
    @BeforeEach
    protected final void newDatabase() {
        dropDatabase();
        database = TestServers.shared(kind).newDatabase();
    }

    @AfterEach
    final void dropDatabase() {
        if (database != null) {
            database.drop();
        }
    }

    @Override
    protected final Storage open(Map<String, String> settings, UnaryOperator<DataSource> connections) {
        return ChatStorage.builder()
                .url(url())
                .settings(settings)
                .backend(new MysqlBackendProvider(null, connections))
                .open();
    }

    @Override
    protected final String url() {
        return MysqlStores.withoutTls(database.url());
    }

    @Override
    protected final Connection connect() throws SQLException {
        return database.connect();
    }

    @Override
    protected final int newestVersion() {
        return 2;
    }

    @Override
    protected final List<Integer> dumpedVersions() {
        return List.of(1, 2);
    }

    @Override
    protected final void restore(int version) throws SQLException {
        try (Connection connection = connect()) {
            SchemaDump.restore(connection, ServerSchemaContract.class.getResourceAsStream(dumps + version + ".sql"));
        }
    }

    /** Each change of a table commits by itself, so that a part of a step may be done. */
    @Test
    final void aStepThatIsPartlyDoneIsRepeated() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String undo : List.of("drop table chat_session", "drop table chat_task", "delete from chat_task")) {
                open(Map.of(), UnaryOperator.identity()).close();
                statement.execute("drop table chat_segment");
                statement.execute("alter table chat_conversation drop column in_segments");
                statement.execute(undo);
                statement.execute("delete from chat_schema");
                open(Map.of(), UnaryOperator.identity()).close();
                assertThat(statement.executeQuery("select 1 from chat_task").next())
                        .isTrue();
                assertThat(statement.executeQuery("select 1 from chat_session").next())
                        .isFalse();
            }
        }
    }

    @Test
    final void aColumnThatIsAddedAlreadyDoesNotStopTheStepFromBeingRepeated() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String undo : List.of("drop table chat_segment", "select 1")) {
                open(Map.of(), UnaryOperator.identity()).close();
                statement.execute(undo);
                statement.execute("delete from chat_schema where version = 2");
                open(Map.of(), UnaryOperator.identity()).close();
                assertThat(statement
                                .executeQuery("select in_segments from chat_conversation")
                                .next())
                        .isFalse();
                assertThat(statement
                                .executeQuery("select content from chat_segment")
                                .next())
                        .isFalse();
            }
        }
    }

    @Test
    final void anOpeningWaitsAsLongAsAnotherProcessMigrates() throws Exception {
        DataSourceProbes probes = new DataSourceProbes();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(LOCK);
            Future<Boolean> opened = Racers.start("opener", () -> {
                open(Map.of(), probes).close();
                return true;
            });
            assertThat(Polling.until(Duration.ofMinutes(1), () -> lockRequests(probes) >= 2))
                    .isTrue();
            assertThat(opened.isDone()).isFalse();
            statement.execute("select release_all_locks()");
            assertThat(opened.get(1, TimeUnit.MINUTES)).isTrue();
            assertThat(statement.executeQuery("select 1 from chat_schema").next())
                    .isTrue();
        }
    }

    private static long lockRequests(DataSourceProbes probes) {
        return probes.texts().stream().filter(text -> text.contains("get_lock")).count();
    }

    @Test
    final void anOpeningIsRefusedOnceItsTimeIsOverWhileAnotherProcessMigrates() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(LOCK);
            assertThatThrownBy(() -> open(Map.of("database.timeout", "0ms"), UnaryOperator.identity()))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("is locked by another process that migrates it: retry later");
        }
    }
}
