package dev.chatstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.core.ChatStorage;
import dev.chatstore.testkit.DyingConnections;
import dev.chatstore.testkit.Racers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the tables come to be. */
class SqliteSchemaIT {
    private static final ConversationId ID = ConversationId.of("kari");

    @TempDir
    Path folder;

    private String url;

    @BeforeEach
    void nameFile() {
        url = "sqlite:" + folder.resolve("bot.db");
    }

    @Test
    void aNewFileGetsItsTablesAndASecondOpeningLeavesThem() throws Exception {
        useOnce();
        useOnce();
        assertThat(query("select group_concat(version) from chat_schema")).isEqualTo("1");
    }

    @Test
    void manyStoresThatOpenANewFileAtOnceAllFindItReady() {
        Racers.all(8, lane -> {
            try (ChatStorage storage = ChatStorage.open(url)) {
                return storage.chats()
                        .append(ID, NewMessage.user("from " + lane))
                        .lastSequence();
            }
        });
        try (ChatStorage storage = ChatStorage.open(url)) {
            assertThat(storage.chats().find(ID).orElseThrow().lastSequence()).isEqualTo(8);
        }
    }

    @Test
    void aMigrationThatIsCutAnywhereIsMadeByTheNextOpening() throws Exception {
        int statements = 0;
        boolean finished = false;
        while (!finished) {
            url = "sqlite:" + folder.resolve("cut after " + statements + ".db");
            DyingConnections dying = new DyingConnections(statements);
            try {
                ChatStorage.builder()
                        .url(url)
                        .set("database.retries", "0")
                        .backend(new SqliteBackendProvider(dying))
                        .open()
                        .close();
                finished = true;
            } catch (UnavailableException e) {
                assertThat(e.retryable()).isTrue();
            }
            useOnce();
            assertThat(query("select group_concat(version) from chat_schema")).isEqualTo("1");
            statements++;
        }
        assertThat(statements).isGreaterThan(10);
    }

    @Test
    void aNewerSchemaIsRefusedAndLeftAlone() throws Exception {
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
    void validateRefusesAFileWithoutTablesAndMakesNone() throws Exception {
        assertThatThrownBy(() -> open("validate"))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("schema=migrate");
        assertThat(query("select count(*) from sqlite_schema")).isEqualTo("0");
        useOnce();
        open("validate").close();
    }

    @Test
    void noneLeavesTheTablesToTheUsersOwnTool() throws Exception {
        open("none").close();
        assertThat(query("select count(*) from sqlite_schema")).isEqualTo("0");
        String ddl = new String(
                SqliteBackendProvider.class.getResourceAsStream("schema/1.sql").readAllBytes(), StandardCharsets.UTF_8);
        try (Connection connection = DriverManager.getConnection("jdbc:" + url);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(ddl);
        }
        try (ChatStorage storage = open("none")) {
            assertThat(storage.chats().append(ID, NewMessage.user("hello")).lastSequence())
                    .isEqualTo(1);
        }
    }

    private ChatStorage open(String mode) {
        return ChatStorage.builder().url(url).set("schema", mode).open();
    }

    private void useOnce() {
        try (ChatStorage storage = ChatStorage.open(url)) {
            storage.chats().append(ID, NewMessage.user("hello"));
            assertThat(storage.chats().recent(ID, 1)).hasSize(1);
        }
    }

    private String query(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:" + url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:" + url);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
