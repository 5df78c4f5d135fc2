package dev.chatstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.Role;
import dev.chatstore.core.transfer.HistoryImport;
import dev.chatstore.core.transfer.ImportOptions;
import dev.chatstore.core.transfer.ImportReport;
import dev.chatstore.core.transfer.ImportSource;
import dev.chatstore.core.transfer.TableColumns;
import dev.chatstore.core.transfer.UndoReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports of other frameworks' databases, into a database file. */
final class SqliteImportIT {
    @TempDir
    private Path folder;

    private ChatStorage storage;

    @BeforeEach
    void open() {
        storage = ChatStorage.open("sqlite:" + folder.resolve("bot.db"));
    }

    @AfterEach
    void close() {
        storage.close();
    }

    private Path database(String... statements) throws SQLException {
        Path file = folder.resolve("source.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        }
        return file;
    }

    private ImportReport run(Path source) throws IOException {
        return HistoryImport.into(storage.chats())
                .with(ImportOptions.NONE.withZone(ZoneId.of("UTC")))
                .run(source);
    }

    private List<Message> messages(String conversation) {
        return storage.chats().recent(ConversationId.of(conversation), 100);
    }

    @Test
    void theSessionsOfOpenAiAgents() throws IOException, SQLException {
        Path source = database(
                "CREATE TABLE agent_sessions (session_id TEXT PRIMARY KEY, created_at TIMESTAMP)",
                "CREATE TABLE agent_messages (id INTEGER PRIMARY KEY, session_id TEXT, message_data TEXT,"
                        + " created_at TIMESTAMP)",
                "INSERT INTO agent_sessions VALUES ('s', NULL), ('empty', NULL)",
                "INSERT INTO agent_messages VALUES (1, 's', '{\"role\": \"user\", \"content\": \"q\"}',"
                        + " '2026-01-02 03:04:05')",
                "INSERT INTO agent_messages VALUES (2, 's', '{\"type\": \"function_call\", \"name\": \"w\"}', NULL)",
                "INSERT INTO agent_messages VALUES"
                        + " (3, 's', '{\"type\": \"function_call_output\", \"output\": \"18C\"}', NULL)",
                "INSERT INTO agent_messages VALUES (4, 's', '{\"type\": \"message\", \"role\": \"assistant\","
                        + " \"content\": [{\"type\": \"output_text\", \"text\": \"a\"}]}', NULL)",
                "INSERT INTO agent_messages VALUES (5, 's', 'secret', NULL)");

        ImportReport report = run(source);

        assertThat(report.format()).isEqualTo("openai-agents");
        assertThat(report.conversations()).isEqualTo(2);
        assertThat(report.skips()).extracting(ImportReport.Skip::reason).containsExactly("is not valid JSON");
        assertThat(messages("s")).extracting(Message::text).containsExactly("q", "", "18C", "a");
        assertThat(messages("s"))
                .extracting(Message::role)
                .containsExactly(Role.USER, Role.ASSISTANT, Role.TOOL, Role.ASSISTANT);
        assertThat(messages("s").get(0).said()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(storage.chats().find(ConversationId.of("empty"))).isPresent();
        assertThat(HistoryImport.into(storage.chats()).undo(report.run()))
                .isEqualTo(new UndoReport(report.run(), 2, 0, 0, List.of()));
    }

    @Test
    void theEventsOfRasaInterleave() throws IOException, SQLException {
        Path source = database(
                "CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id TEXT, type_name TEXT, timestamp FLOAT,"
                        + " intent_name TEXT, action_name TEXT, data TEXT)",
                "INSERT INTO events VALUES (1, 'b', 'user', 2, NULL, NULL,"
                        + " '{\"event\": \"user\", \"text\": \"q\", \"timestamp\": 2.5}')",
                "INSERT INTO events VALUES (2, 'a', 'bot', 1, NULL, NULL, '{\"event\": \"bot\", \"text\": \"x\"}')",
                "INSERT INTO events VALUES (3, 'b', 'bot', 1, NULL, NULL, '{\"event\": \"bot\", \"text\": \"a\"}')",
                "INSERT INTO events VALUES (4, 'b', 'slot', 1, NULL, NULL, '{\"event\": \"slot\"}')");

        ImportReport report = run(source);

        assertThat(report.added()).isEqualTo(3);
        assertThat(messages("b")).extracting(Message::text).containsExactly("q", "a");
        assertThat(run(source).alreadyThere()).isEqualTo(3);
    }

    @Test
    void theMemoryOfSpringAiInBothVersions() throws IOException, SQLException {
        Path source = database(
                "CREATE TABLE SPRING_AI_CHAT_MEMORY (conversation_id VARCHAR(36), content TEXT, type VARCHAR(10),"
                        + " \"timestamp\" TIMESTAMP)",
                "INSERT INTO SPRING_AI_CHAT_MEMORY VALUES ('c', 'a', 'ASSISTANT', 1750000002000)",
                "INSERT INTO SPRING_AI_CHAT_MEMORY VALUES ('c', 'q', 'USER', 1750000001000)");

        ImportReport first = run(source);
        database("UPDATE SPRING_AI_CHAT_MEMORY SET \"timestamp\" = \"timestamp\" + 60000");
        ImportReport savedAgain = run(source);
        database(
                "ALTER TABLE SPRING_AI_CHAT_MEMORY ADD COLUMN sequence_id BIGINT",
                "UPDATE SPRING_AI_CHAT_MEMORY SET conversation_id = 'd', sequence_id = 5 - rowid");
        ImportReport second = run(source);

        assertThat(first.changedMeaning().values()).containsExactly(2L);
        assertThat(savedAgain.alreadyThere()).isEqualTo(2);
        assertThat(savedAgain.added()).isZero();
        assertThat(messages("c")).extracting(Message::text).containsExactly("q", "a");
        assertThat(second.changedMeaning()).isEmpty();
        assertThat(messages("d")).extracting(Message::text).containsExactly("q", "a");
        assertThat(messages("d").get(0).said()).isEqualTo(Instant.ofEpochSecond(1_750_000_061));
    }

    @Test
    void aTableOfOnesOwnIsReadByTheNamesOfItsColumns() throws IOException, SQLException {
        Path source = database(
                "CREATE TABLE \"ticket lines\" (line_id INTEGER, ticket TEXT, who TEXT, body TEXT, at TEXT)",
                "INSERT INTO \"ticket lines\" VALUES (1, 'T-1', 'customer', 'q', '2024-03-01 09:00:00')",
                "INSERT INTO \"ticket lines\" VALUES (3, 'T-1', 'agent', NULL, '2024-03-01 09:05:00')",
                "INSERT INTO \"ticket lines\" VALUES (2, 'T-2', 'customer', 'r', NULL)");
        TableColumns columns = TableColumns.of("ticket", "body")
                .inTable("ticket lines")
                .withRole("who")
                .withTime("at")
                .withId("line_id");
        HistoryImport into = HistoryImport.into(storage.chats()).with(ImportOptions.NONE.withZone(ZoneId.of("UTC")));

        ImportReport report = into.run(ImportSource.of(source, columns));

        assertThat(report.conversations()).isEqualTo(2);
        assertThat(report.added()).isEqualTo(3);
        assertThat(messages("T-1")).extracting(Message::text).containsExactly("q", "");
        assertThat(messages("T-1")).extracting(Message::id).containsExactly("1", "3");
        assertThat(messages("T-1").get(1).said()).isEqualTo(Instant.parse("2024-03-01T09:05:00Z"));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + source)) {
            ImportSource connected = ImportSource.of(connection, columns);
            assertThat(into.run(connected).alreadyThere()).isEqualTo(3);
            assertThat(into.verify(connected).equal()).isEqualTo(3);
            assertThat(connection.getAutoCommit()).isTrue();
        }
        assertThatThrownBy(() -> into.run(ImportSource.of(source, TableColumns.of("ticket", "body"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("columns.table");
        assertThatThrownBy(() -> into.run(ImportSource.of(source, columns.inTable("no such"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("columns.table must be a table");
        assertThatThrownBy(() -> into.run(ImportSource.of(source, columns.withTime("no\" such"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("which has no [no\" such]");
        assertThatThrownBy(() -> into.run(ImportSource.of(source, columns.withId("who"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("columns.order");
    }

    @Test
    void aConversationThatExistsAndIsLargerThanMemoryIsReadTwice() throws IOException, SQLException {
        String rows = IntStream.rangeClosed(1, 9_000)
                .mapToObj(i -> "(" + i + ", 's', '{\"type\": \"human\", \"data\": {\"content\": \"text " + i + "\"}}')")
                .collect(Collectors.joining(", "));
        Path source = database(
                "CREATE TABLE message_store (id INTEGER PRIMARY KEY, session_id TEXT, message TEXT)",
                "INSERT INTO message_store VALUES " + rows,
                "INSERT INTO message_store VALUES (9001, 't', '{\"type\": \"ai\", \"data\": {\"content\": \"x\"}}')");

        assertThat(run(source).added()).isEqualTo(9_001);
        ImportReport again = run(source);

        assertThat(again.alreadyThere()).isEqualTo(9_001);
        assertThat(again.added()).isZero();
        assertThat(messages("s")).extracting(Message::text).endsWith("text 9000");
    }

    @Test
    void namesThatDifferInCaseAreConversationsOfTheirOwn() throws IOException, SQLException {
        String rows = IntStream.rangeClosed(1, 9_000)
                .mapToObj(i -> "('" + (i % 2 == 0 ? "Bob" : "bob") + "', " + i + ", 'ok')")
                .collect(Collectors.joining(", "));
        Path source = database(
                "CREATE TABLE log (who TEXT COLLATE NOCASE, n INTEGER, body TEXT)",
                "INSERT INTO log VALUES " + rows,
                "INSERT INTO log VALUES (NULL, 0, 'nobody')");
        ImportSource table = ImportSource.of(
                source, TableColumns.of("who", "body").inTable("log").withOrder("n"));

        ImportReport report = HistoryImport.into(storage.chats()).run(table);

        assertThat(report.conversations()).isEqualTo(2);
        assertThat(report.added()).isEqualTo(9_000);
        assertThat(report.skips()).extracting(ImportReport.Skip::reason).containsExactly("names no conversation");
        assertThat(HistoryImport.into(storage.chats()).run(table).alreadyThere())
                .isEqualTo(9_000);
        assertThat(HistoryImport.into(storage.chats()).verify(table).equal()).isEqualTo(9_000);
    }

    @Test
    void valuesOfEachTypeAreRead() throws IOException, SQLException {
        Path source = database(
                "CREATE TABLE log (who BLOB, n REAL, body BLOB, at TIMESTAMP, more BLOB)",
                "INSERT INTO log VALUES (X'00FF', 1.5, CAST('grød' AS BLOB), '2024-03-01 09:00:00', X'FF')",
                "INSERT INTO log VALUES (X'00FF', 2.5, X'FF', 1709283600, 7)",
                "INSERT INTO log VALUES (X'00FF', 3.5, 'x', 1709283600000, 1.25)");

        ImportReport report = HistoryImport.into(storage.chats())
                .with(ImportOptions.NONE.withZone(ZoneId.of("UTC")))
                .run(ImportSource.of(
                        source,
                        TableColumns.of("who", "body")
                                .inTable("log")
                                .withOrder("n")
                                .withTime("at")));

        assertThat(report.skips())
                .extracting(ImportReport.Skip::reason)
                .containsExactly("has a text that is not UTF-8");
        assertThat(messages("00ff")).extracting(Message::text).containsExactly("grød", "x");
        assertThat(messages("00ff")).extracting(Message::said).containsOnly(Instant.parse("2024-03-01T09:00:00Z"));
        assertThat(messages("00ff").get(0).metadata()).containsEntry("more", "ff");
    }

    @Test
    void aDatabaseInAnArchiveHasItsLog() throws IOException, SQLException {
        Path archive = folder.resolve("backup.zip");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("source.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA wal_autocheckpoint = 0");
            statement.executeUpdate(
                    "CREATE TABLE message_store (id INTEGER PRIMARY KEY, session_id TEXT, message TEXT)");
            statement.executeUpdate(
                    "INSERT INTO message_store VALUES (1, 's', '{\"type\": \"human\", \"data\": {\"content\": \"hi\"}}')");
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
                for (String name : List.of("source.db", "source.db-wal")) {
                    zip.putNextEntry(new ZipEntry("data/" + name));
                    Files.copy(folder.resolve(name), zip);
                }
            }
        }

        assertThat(run(archive).added()).isEqualTo(1);
        assertThat(messages("s")).extracting(Message::text).containsExactly("hi");
    }

    @Test
    void aFrameworksTablesAreReadOverAConnection() throws IOException, SQLException {
        Path source = database(
                "CREATE TABLE SPRING_AI_CHAT_MEMORY (conversation_id VARCHAR(36), content TEXT, type VARCHAR(10),"
                        + " \"timestamp\" TIMESTAMP)",
                "INSERT INTO SPRING_AI_CHAT_MEMORY VALUES ('c', 'q', 'USER', 1750000001000)");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + source)) {
            ImportSource connected = ImportSource.of(connection);

            assertThat(HistoryImport.inspect(connected, ImportOptions.NONE).format())
                    .isEqualTo("spring-ai");
            assertThat(HistoryImport.into(storage.chats()).run(connected).added())
                    .isEqualTo(1);
            assertThatThrownBy(() -> HistoryImport.inspect(connected.as("rasa-sql"), ImportOptions.NONE))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("openai-agents");
        }
    }
}
