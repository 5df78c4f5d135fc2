package dev.chatstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Slice;
import dev.chatstore.testkit.Polling;
import dev.chatstore.testkit.Racers;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/** The write-ahead log stays bounded while others read. */
class SqliteLogIT {
    private static final ConversationId READ = ConversationId.of("read");
    private static final ConversationId WRITTEN = ConversationId.of("written");
    private static final int READERS = 3;
    private static final int APPENDS = 100;
    private static final String TEXT = "x".repeat(100_000);
    private static final long LIMIT = 1 << 20;

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
                .set("sqlite.wal-bytes", "1MiB")
                .open();
    }

    private long logBytes() throws IOException {
        return Files.size(Path.of(file + "-wal"));
    }

    @Test
    void overlappingReadsDoNotLetTheLogGrow() throws Exception {
        try (ChatStorage storage = open()) {
            List<NewMessage> messages = IntStream.range(0, 1_000)
                    .mapToObj(i -> NewMessage.user("x".repeat(2_000)))
                    .toList();
            storage.chats().append(READ, messages);
            CountDownLatch done = new CountDownLatch(1);
            List<Future<Integer>> readers = IntStream.range(0, READERS)
                    .mapToObj(i -> Racers.start("reader-" + i, () -> {
                        int reads = 0;
                        while (done.getCount() > 0) {
                            assertThat(storage.chats().history(READ, Slice.oldest(Slice.MAX_LIMIT)))
                                    .hasSize(1_000);
                            reads++;
                        }
                        return reads;
                    }))
                    .toList();
            long largest = 0;
            for (int i = 0; i < APPENDS; i++) {
                storage.chats().append(WRITTEN, NewMessage.user(TEXT));
                largest = Math.max(largest, logBytes());
            }
            done.countDown();
            for (Future<Integer> reader : readers) {
                assertThat(reader.get(60, TimeUnit.SECONDS)).isPositive();
            }
            assertThat(largest).isLessThan(4 * LIMIT);
            assertThat(Files.size(file)).isGreaterThan((long) APPENDS * TEXT.length() * 3 / 4);
        }
    }

    @Test
    void aReaderOfAnotherProgramThatDoesNotEndDelaysFewWrites() throws Exception {
        try (ChatStorage storage = open();
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            storage.chats().append(READ, Collections.nCopies(10, NewMessage.user("hello")));
            statement.execute("begin");
            statement.executeQuery("select count(*) from chat_message").close();
            for (int i = 0; i < 20; i++) {
                storage.chats().append(WRITTEN, NewMessage.user(TEXT));
            }
            assertThat(logBytes()).as("nothing is lost").isGreaterThan(LIMIT);
            statement.execute("commit");
            for (int i = 0; i < 20; i++) {
                storage.chats().append(WRITTEN, NewMessage.user(TEXT));
            }
            assertThat(logBytes()).isLessThan(2 * LIMIT);
        }
    }

    @Test
    void aCommitCopiesNoPages() throws IOException {
        try (ChatStorage storage = ChatStorage.open("sqlite:" + file)) {
            storage.chats().append(READ, NewMessage.user("hello"));
            long before = Files.size(file);
            for (int i = 0; i < 80; i++) {
                storage.chats().append(WRITTEN, NewMessage.user(TEXT));
            }
            assertThat(logBytes()).as("SQLite would copy 4 MiB").isGreaterThan(8 << 20);
            assertThat(Files.size(file)).isEqualTo(before);
        }
    }

    @Test
    void aThreadCopiesPagesBeforeTheLogIsTruncated() throws IOException {
        try (ChatStorage storage = ChatStorage.open("sqlite:" + file)) {
            while (logBytes() < 17 << 20) {
                storage.chats().append(WRITTEN, NewMessage.user(TEXT));
            }
            assertThat(Polling.until(Duration.ofSeconds(60), () -> file.toFile().length() > 8 << 20))
                    .isTrue();
            assertThat(logBytes()).isGreaterThan(16 << 20);
        }
    }

    /** Else the log would seem as long as it ever was, and be copied only once it is longer. */
    @Test
    void aLogThatIsWrittenFromItsBeginningAgainIsCut() throws IOException {
        try (ChatStorage storage = ChatStorage.open("sqlite:" + file)) {
            while (logBytes() < 17 << 20) {
                storage.chats().append(WRITTEN, NewMessage.user(TEXT));
            }
            // At some point all of it is copied and nobody reads, and the next write begins anew.
            assertThat(Polling.until(Duration.ofSeconds(60), () -> {
                        storage.chats().append(READ, NewMessage.user("hello"));
                        return new File(file + "-wal").length() < 1 << 20;
                    }))
                    .isTrue();
        }
    }

    @Test
    void aCommitBeginsNoOtherTransaction() throws SQLException {
        String url = "jdbc:sqlite:" + file;
        SQLiteConfig config = new SQLiteConfig();
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl(url);
        try (Connection writer = new StatementCache(source).getConnection();
                Connection other = DriverManager.getConnection(url);
                Statement statement = writer.createStatement();
                Statement another = other.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("create table t (a int)");
            writer.commit();
            another.execute("pragma busy_timeout = 0");
            another.execute("begin immediate");
            another.execute("rollback");
            writer.setAutoCommit(true);
            assertThat(writer.getAutoCommit()).isTrue();
        }
    }
}
