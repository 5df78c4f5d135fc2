package dev.chatstore.checks.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.SessionKey;
import dev.chatstore.core.dump.Following;
import dev.chatstore.core.dump.StoreCopy;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A follower that is killed again and again, while others write to the source, goes on each time, and is equal in the end. */
final class KilledFollowIT {
    private static final int KILLS = 6;

    @TempDir
    Path folder;

    private final Random random = new Random(13);

    private String sqlite(String name) {
        return "sqlite:" + folder.resolve(name);
    }

    @Test
    void aFollowerGoesOnAfterEachKill() throws Exception {
        try (ChatStorage source = ChatStorage.open(sqlite("source.db"))) {
            for (int i = 0; i < KILLS; i++) {
                followAndKillAfter(source, random.nextInt(8));
            }
            try (ChatStorage target = ChatStorage.open(sqlite("target.db"))) {
                StoreCopy copy = StoreCopy.from(source).to(target);
                assertThat(target.chats().find(ConversationId.of("t0", "kept"))).isPresent();
                try (Following following = copy.follow(Duration.ofHours(1))) {
                    assertThat(following.awaitCaughtUp(Duration.ofMinutes(2))).isTrue();
                }
                assertThat(copy.verify().isEqual()).as(copy.verify().summary()).isTrue();
                assertThat(copy.verify().source().sessions()).isPositive();
            }
        }
    }

    /** Lets a process follow, writes until it has made some steps of its progress, and kills it. */
    private void followAndKillAfter(ChatStorage source, int steps) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FollowProgram.class.getName(),
                        sqlite("source.db"),
                        sqlite("target.db"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader printed = process.inputReader()) {
            Thread writer = new Thread(() -> writeWhileAlive(source, process), "writer");
            writer.start();
            List<String> lines = printed.lines().limit(steps + 1L).toList();
            process.destroyForcibly();
            writer.join();
            assertThat(lines).hasSize(steps + 1);
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }

    private void writeWhileAlive(ChatStorage source, Process process) {
        source.chats().append(ConversationId.of("t0", "kept"), NewMessage.user("text"));
        while (process.isAlive()) {
            ConversationId id = ConversationId.of("t" + random.nextInt(2), "c" + random.nextInt(30));
            SessionKey key = SessionKey.of(id.tenant(), id.value());
            switch (random.nextInt(10)) {
                case 0 -> source.chats().delete(id);
                case 1 -> source.chats().edit(id, 1, MessageEdit.of("edited " + random.nextInt()));
                case 2 -> source.sessions("counters", Integer.class).update(key, () -> 0, count -> count + 1);
                case 3 -> source.sessions("counters", Integer.class).delete(key);
                default -> source.chats().append(id, NewMessage.user("text " + random.nextInt()));
            }
        }
    }
}
