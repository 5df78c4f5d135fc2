package dev.chatstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.core.dump.BackupReport;
import dev.chatstore.core.dump.StoreBackup;
import dev.chatstore.core.dump.StoreDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup of SQLite as a file of its own, while others write. */
class SqliteBackupIT {
    private static final ConversationId ID = ConversationId.of("kari");

    @TempDir
    Path folder;

    private ChatStorage open(Path file) {
        return ChatStorage.open("sqlite:" + file);
    }

    @Test
    void aCopyHasWhatTheLogHolds() throws IOException {
        try (ChatStorage storage = open(folder.resolve("it's a bot.db"))) {
            storage.chats().append(ID, NewMessage.user("Two tickets to Oslo, please"));
            BackupReport report =
                    StoreBackup.of(storage).into(folder).asSqliteFile().run();

            assertThat(Files.getPosixFilePermissions(report.file()))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            try (ChatStorage copy = open(report.file())) {
                assertThat(StoreDigest.of(copy, StoreScope.everything()))
                        .isEqualTo(StoreDigest.of(storage, StoreScope.everything()));
                copy.chats().append(ID, NewMessage.user("Three"));
            }
        }
    }

    /** What was acknowledged before the backup began is in it, and what is in it has no gaps. */
    @Test
    void aCopyWhileAnotherThreadAppendsIsOneMoment() throws Exception {
        try (ChatStorage storage = open(folder.resolve("bot.db"))) {
            storage.chats().append(ID, NewMessage.user("0"));
            AtomicBoolean ended = new AtomicBoolean();
            AtomicLong acknowledged = new AtomicLong(1);
            Thread writer = new Thread(() -> {
                while (!ended.get()) {
                    long next = acknowledged.get();
                    storage.chats().append(ID, NewMessage.user(Long.toString(next)));
                    acknowledged.set(next + 1);
                }
            });
            writer.start();
            try {
                for (int i = 0; i < 3; i++) {
                    long before = acknowledged.get();
                    BackupReport report =
                            StoreBackup.of(storage).into(folder).asSqliteFile().run();
                    try (ChatStorage copy = open(report.file())) {
                        List<String> texts = copy.chats().recent(ID, 10_000).stream()
                                .map(Message::text)
                                .toList();
                        assertThat(texts).hasSizeGreaterThanOrEqualTo((int) before);
                        for (int t = 0; t < texts.size(); t++) {
                            assertThat(texts.get(t)).isEqualTo(Integer.toString(t));
                        }
                    }
                }
            } finally {
                ended.set(true);
                writer.join();
            }
        }
    }

    @Test
    void aDatabaseInMemoryIsNoFile() {
        try (ChatStorage storage = ChatStorage.open("sqlite::memory:")) {
            StoreBackup backup = StoreBackup.of(storage).into(folder).asSqliteFile();
            assertThatThrownBy(backup::run)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("write a dump");
            assertThat(folder).isEmptyDirectory();
        }
    }
}
