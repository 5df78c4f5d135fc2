package dev.chatstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Slice;
import dev.chatstore.sqlite.WriterProcess.Acknowledged;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on one file. */
class SqliteProcessesIT {
    private static final int KILLS = 10;
    private static final int CONVERSATIONS = 5;

    @TempDir
    Path folder;

    @Test
    void acknowledgedMessagesAreStoredOnceAndInOrderAfterEachKill() throws Exception {
        long seed = System.nanoTime();
        RandomGenerator random = new Random(seed);
        Path file = folder.resolve("killed.db");
        List<Acknowledged> acknowledged = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
            try (WriterProcess writer = WriterProcess.start(file, "w" + kill, CONVERSATIONS, Integer.MAX_VALUE)) {
                acknowledged.addAll(writer.read(1 + random.nextInt(300)));
                acknowledged.addAll(writer.kill());
            }
            assertThat(integrity(file)).as("seed %d, kill %d", seed, kill).isEqualTo("ok");
            try (ChatStorage storage = ChatStorage.open("sqlite:" + file)) {
                check(storage.chats(), acknowledged);
            }
        }
        assertThat(acknowledged).hasSizeGreaterThan(KILLS);
    }

    @Test
    void severalProcessesWriteToOneFileAndLoseNothing() throws Exception {
        Path file = folder.resolve("shared.db");
        int processes = 3;
        int appends = 100;
        List<WriterProcess> writers = new ArrayList<>();
        List<Acknowledged> acknowledged = new ArrayList<>();
        try {
            for (int i = 0; i < processes; i++) {
                writers.add(WriterProcess.start(file, "p" + i, 1, appends));
            }
            for (WriterProcess writer : writers) {
                acknowledged.addAll(writer.read(Integer.MAX_VALUE));
                assertThat(writer.waitFor()).isZero();
            }
        } finally {
            writers.forEach(WriterProcess::close);
        }
        assertThat(acknowledged).hasSize(processes * 4 * appends);
        try (ChatStorage storage = ChatStorage.open("sqlite:" + file)) {
            check(storage.chats(), acknowledged);
            assertThat(storage.chats()
                            .find(ConversationId.of("c0"))
                            .orElseThrow()
                            .messageCount())
                    .isEqualTo(2L * acknowledged.size());
        }
    }

    private static void check(ChatStore chats, List<Acknowledged> acknowledged) {
        for (int i = 0; i < CONVERSATIONS; i++) {
            ConversationId id = ConversationId.of("c" + i);
            List<Message> messages = everything(chats, id);
            for (int at = 0; at < messages.size(); at++) {
                assertThat(messages.get(at).sequence()).isEqualTo(at + 1);
            }
            // Only whole appends are stored: each question is followed by its answer.
            for (int at = 0; at < messages.size(); at += 2) {
                assertThat(messages.get(at + 1).text())
                        .isEqualTo("re: " + messages.get(at).text());
            }
            assertThat(messages).extracting(Message::text).doesNotHaveDuplicates();
            acknowledged.stream()
                    .filter(one -> one.conversation().equals(id))
                    .forEach(one -> assertThat(
                                    messages.get((int) one.sequence() - 1).text())
                            .isEqualTo(one.text()));
        }
    }

    private static List<Message> everything(ChatStore chats, ConversationId id) {
        List<Message> all = new ArrayList<>();
        List<Message> page = chats.history(id, Slice.oldest(Slice.MAX_LIMIT));
        while (!page.isEmpty()) {
            all.addAll(page);
            page = chats.history(id, Slice.after(all.size(), Slice.MAX_LIMIT));
        }
        return all;
    }

    private static String integrity(Path file) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("pragma integrity_check")) {
            result.next();
            return result.getString(1);
        }
    }
}
