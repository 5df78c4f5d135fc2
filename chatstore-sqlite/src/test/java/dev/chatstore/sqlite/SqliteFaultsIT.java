package dev.chatstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.UnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The errors of a file that is full, locked, damaged or not a database, and that the store recovers. */
class SqliteFaultsIT {
    private static final ConversationId ID = ConversationId.of("kari");
    private static final String SECRET = "what the user wrote";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("bot.db");
    }

    private ChatStorage open() {
        return ChatStorage.builder()
                .url("sqlite:" + file)
                .set("sqlite.busy-timeout", "20ms")
                .set("database.retries", "2")
                .open();
    }

    @Test
    void aFullDatabaseRefusesWholeAppendsAndRecoversOnceItHasRoom() throws Exception {
        try (ChatStorage storage = open()) {
            storage.chats().append(ID, NewMessage.user("first"));
            long pages = pragma("page_count");
            // SQLite's own limit of the file's size acts like a full disk: both are reported as SQLITE_FULL.
            ProbedPragma.onEveryConnection("max_page_count", pages + 5, file, bounded -> {
                NewMessage large = NewMessage.user(SECRET.repeat(5_000));
                assertThatThrownBy(() -> bounded.chats().append(ID, large, large))
                        .isInstanceOfSatisfying(
                                UnavailableException.class,
                                e -> assertThat(e.retryable()).isTrue())
                        .hasMessageContaining("has no room left")
                        .hasMessageNotContaining(SECRET);
                assertThat(bounded.chats().recent(ID, 10)).hasSize(1);
                assertThat(bounded.chats().append(ID, NewMessage.user("small")).lastSequence())
                        .isEqualTo(2);
            });
            assertThat(storage.chats()
                            .append(ID, NewMessage.user(SECRET.repeat(5_000)))
                            .lastSequence())
                    .isEqualTo(3);
        }
    }

    private long pragma(String name) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            return statement.executeQuery("pragma " + name).getLong(1);
        }
    }

    @Test
    void aWriterThatWaitsTooLongForAnotherProcessGetsARetryableError() throws Exception {
        try (ChatStorage storage = open()) {
            storage.chats().append(ID, NewMessage.user("first"));
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = other.createStatement()) {
                statement.execute("begin immediate");
                assertThatThrownBy(() -> storage.chats().append(ID, NewMessage.user(SECRET)))
                        .isInstanceOfSatisfying(
                                UnavailableException.class,
                                e -> assertThat(e.retryable()).isTrue())
                        .hasMessageContaining("is busy");
                assertThat(storage.chats().recent(ID, 10)).as("reading goes on").hasSize(1);
                statement.execute("rollback");
            }
            assertThat(storage.chats().append(ID, NewMessage.user("second")).lastSequence())
                    .isEqualTo(2);
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedAndLeftAsItIs() throws Exception {
        Files.writeString(file, "{\"messages\": []}".repeat(1_000));
        assertThatThrownBy(this::open).isInstanceOf(CorruptDataException.class);
        assertThat(file).hasContent("{\"messages\": []}".repeat(1_000));
    }

    @Test
    void aDamagedFileIsReportedAsDamaged() throws Exception {
        try (ChatStorage storage = open()) {
            for (int i = 0; i < 50; i++) {
                storage.chats().append(ID, NewMessage.user("x".repeat(2_000)));
            }
        }
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 4_096, bytes.length, (byte) 0x5a);
        Files.write(file, bytes);
        assertThatThrownBy(() -> {
                    try (ChatStorage storage = open()) {
                        storage.chats().recent(ID, 10);
                    }
                })
                .isInstanceOf(CorruptDataException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite:%s", "sqlite://%s", "sqlite:///%s", " sqlite:%s"})
    void anAbsolutePathMayFollowAnEmptyHost(String form) {
        Path bot = folder.resolve("bot of my own.db");
        ChatStorage.open(form.formatted(bot)).close();
        assertThat(bot).exists();
    }

    @Test
    void aUrlThatCanNameNoFileIsRefused() throws Exception {
        Files.createDirectory(folder.resolve("a folder"));
        for (String url : new String[] {
            "sqlite:",
            "sqlite: ",
            "sqlite::memoy:",
            "sqlite://host/bot.db",
            "sqlite:" + folder.resolve("a folder"),
            "sqlite:" + folder.resolve("missing/bot.db"),
            "sqlite:" + folder.resolve("bot.db?mode=ro")
        }) {
            assertThatThrownBy(() -> ChatStorage.open(url).close())
                    .as(url)
                    .isInstanceOf(InvalidInputException.class)
                    .isInstanceOf(ChatStoreException.class);
        }
        assertThat(folder.resolve("missing")).doesNotExist();
    }
}
