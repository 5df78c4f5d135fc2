package dev.chatstore.testkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionStore;
import dev.chatstore.api.Storage;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.testkit.Histories;
import dev.chatstore.testkit.Racers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The contract of schema creation and migration: how a backend creates the tables of a database, and migrates those of
 * older versions. A test class implements the hooks. {@link #newDatabase} is called before each test.
 */
public abstract class SchemaContract {
    private static final ConversationId ID = ConversationId.of("kari");
    private static final SessionKey KEY = SessionKey.of("kari");

    /** Called by the subclass. */
    protected SchemaContract() {
        // Nothing to initialize.
    }

    /** Creates a database without tables, which the other hooks use from now on. */
    @BeforeEach
    protected abstract void newDatabase() throws SQLException;

    /**
     * Opens the store under test.
     *
     * @param connections decorates the data sources of the store
     */
    protected abstract Storage open(Map<String, String> settings, UnaryOperator<DataSource> connections);

    /** Returns the URL of the database, which the main method of the test class opens in another process. */
    protected abstract String url();

    /** Returns a new connection to the database. */
    protected abstract Connection connect() throws SQLException;

    /** Returns the newest version of the schema. */
    protected abstract int newestVersion();

    /** Returns the versions of which a dump exists, including the newest. */
    protected abstract List<Integer> dumpedVersions();

    /** Fills the database from the dump of a version, which contains the conversation and the session {@code kari}. */
    protected abstract void restore(int version) throws SQLException;

    @Test
    void aNewDatabaseGetsItsTablesAndOpeningItAgainKeepsThem() throws SQLException {
        useOnce();
        useOnce();
        assertThat(versions()).isEqualTo(allVersions());
    }

    @Test
    void aSessionThatIsUsedUnderASettingWithoutExpiryNoLongerExpires() {
        try (Storage hours = open(Map.of("sessions.ttl", "1h"), connections -> connections)) {
            hours.sessions(String.class).save(KEY, "state", 0);
        }
        try (Storage forEver = open(Map.of("sessions.ttl", "none"), connections -> connections)) {
            SessionStore<String> sessions = forEver.sessions(String.class);
            assertThat(sessions.find(KEY).orElseThrow().expires()).isNotNull();
            assertThat(sessions.touch(KEY)).isTrue();
            assertThat(sessions.find(KEY).orElseThrow().expires()).isNull();
        }
    }

    @Test
    void twoProcessesThatOpenANewDatabaseAtOnceBothSucceed() throws Exception {
        List<Process> processes = List.of(opener(), opener());
        try {
            for (Process process : processes) {
                String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(process.waitFor()).as(output).isZero();
            }
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
        assertThat(versions()).isEqualTo(allVersions());
    }

    private Process opener() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        getClass().getName(),
                        url())
                .redirectErrorStream(true)
                .start();
    }

    @Test
    void manyStoresThatOpenANewDatabaseAtOnceAllSucceed() throws SQLException {
        Racers.all(8, racer -> {
            try (Storage stores = open(Map.of(), UnaryOperator.identity())) {
                return stores.chats()
                        .append(ID, NewMessage.user("from " + racer))
                        .lastSequence();
            }
        });
        assertThat(versions()).isEqualTo(allVersions());
        try (Storage stores = open(Map.of(), UnaryOperator.identity())) {
            assertThat(stores.chats().find(ID).orElseThrow().lastSequence()).isEqualTo(8);
        }
    }

    @Test
    void aMigrationInterruptedBeforeAnyStatementIsCompletedByTheNextOpening() throws SQLException {
        int statements = 0;
        while (!openCutAfter(statements)) {
            useOnce();
            assertThat(versions())
                    .as("after a migration that was cut before statement %d", statements)
                    .isEqualTo(allVersions());
            newDatabase();
            statements++;
        }
        assertThat(statements).isGreaterThan(newestVersion() + 5);
    }

    @Test
    void aDatabaseOfAnyVersionIsMigratedAndKeepsItsData() throws SQLException {
        for (int version : dumpedVersions()) {
            newDatabase();
            restore(version);
            assertDumpedDataIsKept();
        }
    }

    @Test
    void anOldDatabaseWhoseMigrationIsInterruptedAnywhereKeepsItsData() throws SQLException {
        for (int version : dumpedVersions()) {
            int statements = 0;
            boolean finished = false;
            while (!finished) {
                newDatabase();
                restore(version);
                finished = openCutAfter(statements++);
                assertDumpedDataIsKept();
            }
        }
    }

    @Test
    void anOldDatabaseThatManyStoresOpenAtOnceIsMigratedOnce() throws SQLException {
        for (int version : dumpedVersions()) {
            newDatabase();
            restore(version);
            Racers.all(4, racer -> {
                try (Storage stores = open(Map.of(), UnaryOperator.identity())) {
                    return stores.chats().recent(ID, 10).size();
                }
            });
            assertDumpedDataIsKept();
        }
    }

    @Test
    void aNewerSchemaIsRefusedAndNotChanged() throws SQLException {
        useOnce();
        execute("insert into chat_schema values (99, 0)");
        for (String mode : List.of("migrate", "validate")) {
            assertThatThrownBy(() -> open(mode))
                    .isInstanceOfSatisfying(
                            UnavailableException.class,
                            e -> assertThat(e.retryable()).isFalse())
                    .hasMessageContaining("version 99")
                    .hasMessageContaining("newer");
        }
        open("none").close();
    }

    @Test
    void aTableOfAnotherProgramIsRefusedAndNothingIsRecorded() throws SQLException {
        for (String name : List.of("chat_message", "chat_session", "chat_schema")) {
            execute("create table " + name + " (id int primary key, version int, body varchar(9))");
            execute("insert into " + name + " values (1, 1, 'theirs')");
            assertThatThrownBy(() -> open("migrate"))
                    .isInstanceOfSatisfying(
                            UnavailableException.class,
                            e -> assertThat(e.retryable()).isFalse())
                    .hasMessageContaining("the table " + name);
            List<String> own = List.of("chat_schema", "chat_conversation", "chat_message", "chat_session");
            for (String table : own) {
                assertThat(exists(table)).as("%s next to %s", table, name).isEqualTo(table.equals(name));
            }
            execute("drop table " + name);
        }
        useOnce();
    }

    private boolean exists(String table) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
            return rows.next();
        } catch (SQLException e) {
            return false;
        }
    }

    @Test
    void validateRefusesADatabaseWithoutTablesAndCreatesNone() {
        assertThatThrownBy(() -> open("validate"))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("schema=migrate");
        assertThatThrownBy(() -> open("validate")).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(this::versions).isInstanceOf(SQLException.class);
        useOnce();
        open("validate").close();
    }

    @Test
    void noneLeavesTheTablesToTheUsersOwnMigrationTool() {
        open("none").close();
        assertThatThrownBy(this::versions).isInstanceOf(SQLException.class);
    }

    private Storage open(String mode) {
        return open(Map.of("schema", mode), UnaryOperator.identity());
    }

    /** Opens a store whose connections are cut after that many statements, and returns whether opening succeeded. */
    private boolean openCutAfter(int statements) {
        try {
            open(Map.of("database.retries", "0"), new CutConnections(statements))
                    .close();
            return true;
        } catch (UnavailableException e) {
            assertThat(e.retryable()).isTrue();
            return false;
        }
    }

    private void useOnce() {
        try (Storage stores = open(Map.of(), UnaryOperator.identity())) {
            stores.chats().append(ID, NewMessage.user("hello"));
            assertThat(stores.chats().recent(ID, 1)).hasSize(1);
        }
    }

    /** Asserts that the database has the newest version and all data of the dumps, and can be used. */
    private void assertDumpedDataIsKept() throws SQLException {
        try (Storage stores = open(Map.of(), UnaryOperator.identity())) {
            assertThat(Histories.texts(Histories.all(stores.chats(), ID)))
                    .containsExactly("one", "zwei, edited", "", "fjórir");
            assertThat(stores.chats().find(ID).orElseThrow().profile().title()).isEqualTo("Oslo");
            assertThat(stores.chats().revisions(ID, 2))
                    .extracting(Message::text)
                    .containsExactly("two", "zwei, edited");
            assertThat(stores.chats()
                            .append(ID, NewMessage.user("one").withId("m1"))
                            .duplicate())
                    .isTrue();
            SessionStore<SavedState> sessions = stores.sessions(SavedState.class);
            assertThat(sessions.find(KEY).orElseThrow().state()).isEqualTo(SavedState.KEPT);
        }
        assertThat(versions()).isEqualTo(allVersions());
    }

    /** Writes the data of the dumps. Used to create the dump of a new version. */
    protected static void writeDumpedData(Storage stores) {
        stores.chats().open(ID, Profile.EMPTY.withTitle("Oslo").withOwner("kari"));
        stores.chats()
                .append(
                        ID,
                        NewMessage.user("one").withId("m1"),
                        NewMessage.assistant("two").withMetadata(Map.of("model", "m")),
                        NewMessage.user("a secret"),
                        NewMessage.user("fjórir"));
        stores.chats().edit(ID, 2, MessageEdit.of("zwei, edited"));
        stores.chats().redact(ID, 3);
        ConversationId removed = ConversationId.of("removed");
        stores.chats().append(removed, NewMessage.user("gone"));
        stores.chats().delete(removed);
        stores.sessions(SavedState.class).getOrCreate(KEY, () -> SavedState.KEPT);
    }

    private record SavedState(int count, String name) {
        static final SavedState KEPT = new SavedState(7, "kari");
    }

    private String allVersions() {
        return IntStream.rangeClosed(1, newestVersion())
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(","));
    }

    private String versions() throws SQLException {
        StringBuilder versions = new StringBuilder();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select version from chat_schema order by version")) {
            while (rows.next()) {
                versions.append(versions.isEmpty() ? "" : ",").append(rows.getInt(1));
            }
        }
        return versions.toString();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
