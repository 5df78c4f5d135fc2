package dev.chatstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.ChatStorageBuilder;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.testkit.Proxies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** The files of a database: who may read them, and that nothing is acknowledged once they are not in their place. */
class SqliteFilesIT {
    private static final ConversationId ID = ConversationId.of("kari");
    private static final List<String> SUFFIXES = List.of("", "-wal", "-shm");

    @TempDir
    Path folder;

    private Path file;
    private Path elsewhere;

    /** Something that happens to a file while it is open. */
    private interface Accident {
        void happen() throws IOException;
    }

    @BeforeEach
    void nameFiles() throws IOException {
        file = folder.resolve("a bot's 100%41#æ.db");
        elsewhere = Files.createDirectory(folder.resolve("elsewhere")).resolve("bot.db");
    }

    private ChatStorage open() {
        return ChatStorage.open("sqlite:" + file);
    }

    private Path sibling(String suffix) {
        return Path.of(file + suffix);
    }

    private String mode(String suffix) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(sibling(suffix)));
    }

    @Test
    void onlyTheOwnerMayReadWhatTheStoreCreates() throws IOException {
        try (ChatStorage storage = open()) {
            storage.chats().append(ID, NewMessage.user("hello"));
            for (String suffix : SUFFIXES) {
                assertThat(mode(suffix)).as(suffix).isEqualTo("rw-------");
            }
        }
    }

    @Test
    void aFileIsNotCreatedToValidateItsTables() {
        ChatStorageBuilder builder = ChatStorage.builder().url("sqlite:" + file).set("schema", "validate");
        assertThatThrownBy(builder::open)
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("does not exist: open once with schema=migrate");
        assertThat(file).doesNotExist();
        open().close();
        builder.open().close();
    }

    @Test
    void aFileThatExistsKeepsItsMode() throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
        try (ChatStorage storage = open()) {
            storage.chats().append(ID, NewMessage.user("hello"));
            for (String suffix : SUFFIXES) {
                assertThat(mode(suffix)).as(suffix).isEqualTo("rw-r-----");
            }
        }
    }

    @Test
    void nothingIsAcknowledgedOnceTheFileIsDeletedAndNoneIsCreatedInItsPlace() throws IOException {
        try (ChatStorage storage = open()) {
            storage.chats().append(ID, NewMessage.user("hello"));
            Files.delete(file);
            assertRefused(storage);
            assertThat(file).doesNotExist();
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void nothingIsAcknowledgedWhileTheFileIsMovedAndAllGoesOnWhenItIsBack() throws IOException {
        try (ChatStorage storage = open()) {
            storage.chats().append(ID, NewMessage.user("hello"));
            Files.move(file, elsewhere);
            assertRefused(storage);
            Files.move(elsewhere, file);
            assertThat(storage.chats().append(ID, NewMessage.user("again")).lastSequence())
                    .isEqualTo(2);
        }
    }

    @Test
    void nothingIsAcknowledgedOnceTheFileIsReplaced() throws IOException {
        open().close();
        Files.copy(file, elsewhere);
        try (ChatStorage storage = open()) {
            storage.chats().append(ID, NewMessage.user("hello"));
            for (String suffix : SUFFIXES) {
                Files.delete(sibling(suffix));
            }
            Files.copy(elsewhere, file);
            assertRefused(storage);
        }
        try (ChatStorage storage = open()) {
            assertThat(storage.chats().recent(ID, 10)).as("the replacement").isEmpty();
        }
    }

    @Test
    void nothingIsAcknowledgedOnceTheLogOrItsIndexIsDeleted() throws IOException {
        for (String suffix : List.of("-wal", "-shm")) {
            try (ChatStorage storage = open()) {
                storage.chats().append(ID, NewMessage.user("hello"));
                Files.delete(sibling(suffix));
                assertWritesRefused(storage);
            }
        }
    }

    private void assertRefused(ChatStorage storage) {
        assertThatThrownBy(() -> storage.chats().recent(ID, 10)).isInstanceOf(UnavailableException.class);
        assertWritesRefused(storage);
    }

    private void assertWritesRefused(ChatStorage storage) {
        assertThatThrownBy(() -> storage.chats().append(ID, NewMessage.user("lost")))
                .isInstanceOfSatisfying(UnavailableException.class, e -> {
                    assertThat(e.outcomeUnknown()).isFalse();
                    assertThat(e.retryable()).isFalse();
                })
                .hasMessageContaining(file.toString())
                .hasMessageContaining("deleted, moved or replaced");
        assertThatThrownBy(() -> storage.sessions(String.class).getOrCreate(SessionKey.of("kari"), () -> "lost"))
                .isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> storage.chats().delete(ID)).isInstanceOf(UnavailableException.class);
    }

    @Test
    void aFileThatDisappearsDuringACommitLeavesTheOutcomeUnknown() throws IOException {
        AtomicReference<@Nullable Accident> accident = new AtomicReference<>();
        try (ChatStorage storage = ChatStorage.builder()
                .url("sqlite:" + file)
                .backend(new SqliteBackendProvider(source -> afterEachCommit(source, accident)))
                .open()) {
            storage.chats().append(ID, NewMessage.user("hello"));
            accident.set(() -> Files.move(file, elsewhere));
            assertThatThrownBy(() -> storage.chats().append(ID, NewMessage.user("where?")))
                    .isInstanceOfSatisfying(
                            UnavailableException.class,
                            e -> assertThat(e.outcomeUnknown()).isTrue())
                    .hasMessageContaining("deleted, moved or replaced");
            Files.move(elsewhere, file);
            assertThat(storage.chats().recent(ID, 10)).hasSize(2);
        }
    }

    private static DataSource afterEachCommit(DataSource source, AtomicReference<@Nullable Accident> accident) {
        return new SQLiteDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                Connection connection = source.getConnection();
                return Proxies.create(Connection.class, (self, method, arguments) -> {
                    Object result = Proxies.call(connection, method, arguments);
                    Accident next = method.getName().equals("commit") ? accident.getAndSet(null) : null;
                    if (next != null) {
                        next.happen();
                    }
                    return result;
                });
            }
        };
    }

    @Test
    void aLinkToAFileIsFollowedAndNoticedWhenItChanges() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.db"), file);
        open().close();
        try (ChatStorage storage = ChatStorage.open("sqlite:" + link)) {
            storage.chats().append(ID, NewMessage.user("hello"));
            assertThat(sibling("-wal")).exists();
            Files.copy(file, elsewhere);
            Files.delete(link);
            Files.createSymbolicLink(link, elsewhere);
            assertThatThrownBy(() -> storage.chats().append(ID, NewMessage.user("lost")))
                    .isInstanceOf(UnavailableException.class);
        }
    }
}
