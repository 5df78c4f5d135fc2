package dev.chatstore.checks.tiers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Change;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Session;
import dev.chatstore.api.SessionKey;
import dev.chatstore.testkit.Polling;
import dev.chatstore.testkit.server.RedisServers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two nodes with both caches in front of one file, of which one has a wrong clock. */
final class WrongClockIT {
    private static final String PREFIX = "wrong-clock";
    private static final ConversationId ID = ConversationId.of("of both");
    private static final SessionKey KEY = SessionKey.of("of both");
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private final List<ChatStorage> opened = new ArrayList<>();

    @BeforeEach
    void clear() {
        RedisServers.shared().clear(PREFIX);
    }

    @AfterEach
    void close() {
        opened.forEach(ChatStorage::close);
    }

    private ChatStorage node(InstantSource clock, String timeToLive) {
        ChatStorage node = ChatStorage.builder()
                .url("sqlite:" + folder.resolve("bot.db"))
                .clock(clock)
                .set("cache.bytes", "1MiB")
                .set("cache.session-bytes", "1MiB")
                .set("cache.url", RedisServers.shared().url())
                .set("redis.prefix", PREFIX)
                // A busy machine must not look like a slow cache.
                .set("cache.slow", "10s")
                // Far longer than a session lives here: only its expiry ends its time in a cache.
                .set("cache.max-staleness", "10m")
                .set("sessions.ttl", timeToLive)
                .open();
        opened.add(node);
        return node;
    }

    private List<ChatStorage> nodes(Duration shift, String timeToLive) {
        return List.of(
                node(InstantSource.system(), timeToLive),
                node(() -> Instant.now().plus(shift), timeToLive));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT72H", "-PT2H", "PT2H", "PT72H"})
    void messagesOfBothAreReadAndHeardInTheirOrder(Duration shift) throws InterruptedException {
        List<ChatStorage> nodes = nodes(shift, "1h");
        List<BlockingQueue<Change>> heard = new ArrayList<>();
        for (ChatStorage node : nodes) {
            BlockingQueue<Change> changes = new LinkedBlockingQueue<>();
            heard.add(changes);
            node.subscribe(ID, changes::add);
        }
        for (int version = 1; version <= 6; version++) {
            nodes.get(version % 2).chats().append(ID, NewMessage.user("message " + version));
            for (ChatStorage node : nodes) {
                ChatStore chats = node.chats();
                long expected = version;
                assertThat(chats.latest().recent(ID, 10))
                        .extracting(Message::sequence)
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, version).boxed().toList());
                assertThat(Polling.until(LIMIT, () -> chats.recent(ID, 10).size() == expected))
                        .isTrue();
            }
        }
        for (BlockingQueue<Change> changes : heard) {
            for (long version = 1; version <= 6; version++) {
                Change next = Objects.requireNonNull(changes.poll(20, TimeUnit.SECONDS), "no change came");
                assertThat(next.version()).isEqualTo(version);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT72H", "-PT2H", "PT2H", "PT72H"})
    void aCachedSessionExpiresOnBoth(Duration shift) {
        List<ChatStorage> nodes = nodes(shift, "600ms");
        for (ChatStorage saving : nodes) {
            saving.sessions(String.class).getOrCreate(KEY, () -> "a state");
            for (ChatStorage node : nodes) {
                assertThat(Polling.until(
                                LIMIT,
                                () -> node.sessions(String.class).find(KEY).isEmpty()))
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT72H", "-PT2H", "PT2H", "PT72H"})
    void aSessionOfBothLosesNoUpdate(Duration shift) {
        List<ChatStorage> nodes = nodes(shift, "1h");
        for (int update = 1; update <= 10; update++) {
            Session<String> saved =
                    nodes.get(update % 2).sessions(String.class).update(KEY, () -> "", state -> state + ".");
            assertThat(saved.state()).isEqualTo(".".repeat(update));
        }
    }
}
