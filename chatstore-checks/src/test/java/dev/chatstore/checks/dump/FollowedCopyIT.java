package dev.chatstore.checks.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.SessionKey;
import dev.chatstore.core.dump.Following;
import dev.chatstore.core.dump.StoreCopy;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users move from one database to another while they write, and back again. */
final class FollowedCopyIT {
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    /** Writes, edits and deletes until it is ended, or its storage is closed. */
    private static final class Writer {
        private final ChatStorage storage;
        private final Random random;
        private final CountDownLatch hasWritten = new CountDownLatch(200);
        private final Thread thread = new Thread(this::run, "writer");
        private volatile boolean stopped;
        private volatile RuntimeException failure;

        Writer(ChatStorage storage, long seed) {
            this.storage = storage;
            this.random = new Random(seed);
            thread.start();
        }

        private void run() {
            try {
                while (!stopped) {
                    write();
                    hasWritten.countDown();
                }
            } catch (RuntimeException e) {
                failure = e;
            }
        }

        private void write() {
            ConversationId id = ConversationId.of("t" + random.nextInt(2), "c" + random.nextInt(30));
            switch (random.nextInt(12)) {
                case 0 -> storage.chats().delete(id);
                case 1 -> storage.chats().edit(id, 1, MessageEdit.of("edited " + random.nextInt()));
                case 2 ->
                    storage.sessions("counters", Integer.class)
                            .update(SessionKey.of(id.tenant(), id.value()), () -> 0, count -> count + 1);
                case 3 -> storage.sessions("counters", Integer.class).delete(SessionKey.of(id.tenant(), id.value()));
                default ->
                    storage.chats()
                            .append(id, NewMessage.user("text " + random.nextInt()), NewMessage.assistant("answer"));
            }
        }

        void awaitMany() throws InterruptedException {
            assertThat(hasWritten.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }

        void end() throws InterruptedException {
            stopped = true;
            thread.join();
            assertThat(failure).isNull();
        }
    }

    @Test
    void usersMoveToAnotherDatabaseWhileTheyWriteAndBackAgain() throws Exception {
        String postgres =
                TestServers.shared(ServerKind.POSTGRES_18).newDatabase().url();
        try (ChatStorage old = ChatStorage.open("sqlite:" + folder.resolve("bot.db"));
                ChatStorage other = ChatStorage.open(postgres)) {
            move(old, other, 1);
            assertThat(other.chats().find(ConversationId.of("t0", "c0"))).isNotNull();
            move(other, old, 2);
        }
    }

    private static void move(ChatStorage from, ChatStorage to, long seed) throws InterruptedException {
        StoreCopy copy = StoreCopy.from(from).to(to);
        Writer first = new Writer(from, seed);
        try (Following following = copy.follow(Duration.ofMillis(50))) {
            first.awaitMany();
            assertThat(following.awaitCaughtUp(LONG)).isTrue();
        }
        // Nobody follows meanwhile.
        Writer more = new Writer(from, seed + 10);
        more.awaitMany();
        more.end();
        try (Following again = copy.follow(Duration.ofHours(1))) {
            assertThat(again.awaitCaughtUp(LONG)).isTrue();
            first.end();
            assertThat(again.finish().isComplete()).isTrue();
        }
        assertThat(copy.verify().isEqual()).as(copy.verify().summary()).isTrue();
        assertThat(copy.verify().source().conversations()).isPositive();
    }
}
