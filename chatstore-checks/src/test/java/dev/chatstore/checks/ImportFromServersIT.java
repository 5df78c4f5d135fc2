package dev.chatstore.checks;

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
import dev.chatstore.core.transfer.Question;
import dev.chatstore.core.transfer.TableColumns;
import dev.chatstore.core.transfer.VerifyReport;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestServers;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Imports of tables in databases of servers, by their own drivers. */
class ImportFromServersIT {
    private static final ImportOptions OSLO = ImportOptions.NONE.withZone(ZoneId.of("Europe/Oslo"));

    private ChatStorage storage;

    @BeforeEach
    void open() {
        storage = ChatStorage.open("memory:");
    }

    @AfterEach
    void close() {
        storage.close();
    }

    private static Connection database(ServerKind kind, String... statements) throws SQLException {
        Connection connection = TestServers.shared(kind).newDatabase().connect();
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        }
        return connection;
    }

    private List<Message> messages(String conversation) {
        return storage.chats().recent(ConversationId.of(conversation), 100);
    }

    private HistoryImport into() {
        return HistoryImport.into(storage.chats()).with(OSLO);
    }

    @ParameterizedTest
    @EnumSource(
            value = ServerKind.class,
            names = {"POSTGRES_18", "MYSQL_8", "MARIADB_11"})
    void theMemoryOfSpringAiIsRead(ServerKind kind) throws IOException, SQLException {
        boolean postgres = kind == ServerKind.POSTGRES_18;
        String timestamp = postgres ? "\"timestamp\"" : "`timestamp`";
        try (Connection connection = database(
                kind,
                "CREATE TABLE SPRING_AI_CHAT_MEMORY (conversation_id VARCHAR(36) NOT NULL, content TEXT NOT NULL,"
                        + " type VARCHAR(10) NOT NULL, " + timestamp
                        + " TIMESTAMP NOT NULL, sequence_id BIGINT NOT NULL)",
                "INSERT INTO SPRING_AI_CHAT_MEMORY VALUES ('c', 'a', 'ASSISTANT', '2026-03-29 02:30:00', 2),"
                        + " ('c', 'q', 'USER', '2026-01-02 03:04:05', 1), ('d', 'x', 'TOOL', '2026-01-02 03:04:05', 3)")) {
            ImportSource source = ImportSource.of(connection);

            assertThat(HistoryImport.inspect(source, ImportOptions.NONE).questions())
                    .extracting(Question::kind)
                    .contains(Question.Kind.TIME_ZONE);
            ImportReport report = into().run(source);

            assertThat(report.format()).isEqualTo("spring-ai");
            assertThat(report.added()).isEqualTo(3);
            assertThat(messages("c")).extracting(Message::text).containsExactly("q", "a");
            assertThat(messages("c").get(0).said()).isEqualTo(Instant.parse("2026-01-02T02:04:05Z"));
            assertThat(into().verify(source)).isEqualTo(new VerifyReport(2, 3, 0, 0, 0, List.of()));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ServerKind.class,
            names = {"POSTGRES_18", "MYSQL_8", "MARIADB_11"})
    void aTableThatDoesNotExistIsNamedAsTheProblem(ServerKind kind) throws SQLException {
        try (Connection connection = database(kind)) {
            ImportSource source =
                    ImportSource.of(connection, TableColumns.of("who", "body").inTable("log"));

            assertThatThrownBy(() -> into().run(source))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith("columns.table must be a table");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ServerKind.class,
            names = {"POSTGRES_18", "MYSQL_8", "MARIADB_11"})
    void namesThatDifferInCaseAreConversationsOfTheirOwn(ServerKind kind) throws IOException, SQLException {
        String rows = IntStream.rangeClosed(1, 9_000)
                .mapToObj(i -> "('" + (i % 2 == 0 ? "Bob" : "bob") + "', " + i + ", 'ok')")
                .collect(Collectors.joining(", "));
        try (Connection connection = database(
                kind,
                "CREATE TABLE log (who VARCHAR(50), n BIGINT, body TEXT)",
                "INSERT INTO log VALUES " + rows,
                "INSERT INTO log VALUES (NULL, 1, 'nobody')")) {
            ImportSource source = ImportSource.of(
                    connection, TableColumns.of("WHO", "body").inTable("LOG").withOrder("n"));

            ImportReport report = into().run(source);

            assertThat(report.conversations()).isEqualTo(2);
            assertThat(report.added()).isEqualTo(9_000);
            assertThat(report.skipped()).isEqualTo(1);
            assertThat(into().run(source).alreadyThere()).isEqualTo(9_000);
            assertThat(connection.getAutoCommit()).isTrue();
        }
    }

    @Test
    void valuesOfPostgresqlAreReadByTheirTypes() throws IOException, SQLException {
        try (Connection connection = database(
                ServerKind.POSTGRES_18,
                "CREATE TABLE log (chat uuid, n serial, body text, at timestamptz, local timestamp, day date,"
                        + " bot boolean, extra jsonb, tags text[], raw bytea, price numeric(10, 2))",
                "SET TIME ZONE 'Asia/Tokyo'",
                "INSERT INTO log (chat, body, at, local, day, bot, extra, tags, raw, price) VALUES"
                        + " ('00000000-0000-0000-0000-000000000001', 'q', '2026-01-02 03:04:05.123456+00',"
                        + " '2026-03-29 02:30:00', '2026-03-29', false, '{\"a\": 1}', '{x,y}', '\\xff', 1.50),"
                        + " ('00000000-0000-0000-0000-000000000001', 'a', 'infinity', 'infinity', NULL, true, NULL,"
                        + " NULL, NULL, 'NaN')")) {
            TableColumns columns = TableColumns.of("chat", "body")
                    .inTable("log")
                    .withId("n")
                    .withTime("at")
                    .withFromAssistant("bot");

            ImportReport report = HistoryImport.into(storage.chats()).run(ImportSource.of(connection, columns));

            assertThat(report.skips()).isEmpty();
            List<Message> messages = messages("00000000-0000-0000-0000-000000000001");
            assertThat(messages).extracting(Message::text).containsExactly("q", "a");
            assertThat(messages).extracting(Message::role).containsExactly(Role.USER, Role.ASSISTANT);
            assertThat(messages.get(0).said()).isEqualTo(Instant.parse("2026-01-02T03:04:05.123456Z"));
            assertThat(messages.get(0).metadata())
                    .containsEntry("local", "2026-03-29T02:30")
                    .containsEntry("day", "2026-03-29")
                    .containsEntry("extra", "{\"a\": 1}")
                    .containsEntry("tags", "{x,y}")
                    .containsEntry("raw", "ff");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ServerKind.class,
            names = {"MYSQL_8", "MARIADB_11"})
    void valuesOfMysqlAreReadByTheirTypes(ServerKind kind) throws IOException, SQLException {
        try (Connection connection = database(
                kind,
                "CREATE TABLE log (chat BINARY(2), n BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, body LONGTEXT,"
                        + " at DATETIME(6), saved TIMESTAMP NULL, day DATE, bot TINYINT(1), flag BIT(1), extra JSON)",
                "INSERT INTO log (chat, body, at, saved, day, bot, flag, extra) VALUES"
                        + " (X'00FF', 'q', '2026-03-29 02:30:00.123456', '2026-01-02 03:04:05', '2026-03-29', 0, b'1',"
                        + " '{\"a\": 1}'), (X'00FF', 'a', NULL, NULL, NULL, 1, NULL, NULL)")) {
            TableColumns columns = TableColumns.of("chat", "body")
                    .inTable("log")
                    .withId("n")
                    .withTime("at")
                    .withFromAssistant("bot");

            ImportReport report = HistoryImport.into(storage.chats())
                    .with(ImportOptions.NONE.withZone(ZoneId.of("UTC")))
                    .run(ImportSource.of(connection, columns));

            assertThat(report.skips()).isEmpty();
            assertThat(messages("00ff")).extracting(Message::text).containsExactly("q", "a");
            assertThat(messages("00ff")).extracting(Message::role).containsExactly(Role.USER, Role.ASSISTANT);
            Message first = messages("00ff").get(0);
            assertThat(first.said()).isEqualTo(Instant.parse("2026-03-29T02:30:00.123456Z"));
            assertThat(first.metadata())
                    .containsEntry("saved", "2026-01-02T03:04:05")
                    .containsEntry("day", "2026-03-29")
                    .containsEntry("flag", true)
                    .containsEntry("extra", "{\"a\": 1}");
        }
    }
}
