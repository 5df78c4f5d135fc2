package dev.chatstore.checks.tiers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.SessionKey;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestRedis;
import dev.chatstore.testkit.server.TestServers;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Applications with stores of their own and one Redis as their cache, under the default prefix. */
final class StoresApartIT {
    private static final ConversationId ID = ConversationId.of("the same in both");
    private static final SessionKey KEY = SessionKey.of("the same in both");
    private static final TestRedis REDIS = RedisServers.start();

    @TempDir
    Path folder;

    @AfterAll
    static void stopRedis() {
        REDIS.close();
    }

    private static ChatStorage open(String url) {
        return ChatStorage.builder()
                .url(url)
                .set("cache.url", REDIS.url())
                // A busy machine must not look like a slow cache.
                .set("cache.slow", "10s")
                .open();
    }

    private static List<String> texts(ChatStorage storage) {
        return storage.chats().recent(ID, 10).stream().map(Message::text).toList();
    }

    private static Change next(BlockingQueue<Change> heard) throws InterruptedException {
        return Objects.requireNonNull(heard.poll(20, TimeUnit.SECONDS), "no change came");
    }

    private static void assertApart(String one, String other) throws InterruptedException {
        BlockingQueue<Change> heard = new LinkedBlockingQueue<>();
        try (ChatStorage first = open(one);
                ChatStorage second = open(other)) {
            second.subscribe(ID, heard::add);
            first.chats().append(ID, NewMessage.user("of the first"));
            first.sessions(String.class).getOrCreate(KEY, () -> "of the first");
            assertThat(texts(first)).containsExactly("of the first");

            assertThat(texts(second)).isEmpty();
            assertThat(second.sessions(String.class).find(KEY)).isEmpty();
            second.chats().append(ID, NewMessage.user("of the second"));
            assertThat(texts(second)).containsExactly("of the second");
            assertThat(texts(first)).containsExactly("of the first");
            assertThat(next(heard))
                    .isInstanceOfSatisfying(
                            Change.Appended.class,
                            change -> assertThat(change.messages())
                                    .extracting(Message::text)
                                    .containsExactly("of the second"));
        }
    }

    @Test
    void twoFiles() throws InterruptedException {
        assertApart("sqlite:" + folder.resolve("one.db"), "sqlite:" + folder.resolve("other.db"));
    }

    @Test
    void aFileAndADatabaseOnAServer() throws InterruptedException {
        assertApart(
                "sqlite:" + folder.resolve("a file.db"),
                TestServers.shared(ServerKind.POSTGRES_18).newDatabase().url());
        assertApart(
                TestServers.shared(ServerKind.MYSQL_8).newDatabase().url(),
                TestServers.shared(ServerKind.MARIADB_11).newDatabase().url() + "?sslMode=disable");
    }

    @Test
    void aStoreThatIsOpenedAgainFindsItsEntries() {
        String url = "sqlite:" + folder.resolve("again.db");
        try (ChatStorage first = open(url);
                ChatStorage second = open(url)) {
            first.chats().append(ID, NewMessage.user("one"));
            assertThat(texts(first)).containsExactly("one");
            assertThat(texts(second)).containsExactly("one");
            assertThat(second.caches().statistics().shared().hits()).isEqualTo(1);
        }
        try (ChatStorage again = open(url)) {
            assertThat(texts(again)).containsExactly("one");
            assertThat(again.caches().statistics().shared().hits()).isEqualTo(1);
        }
    }
}
