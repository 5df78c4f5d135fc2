package dev.chatstore.checks.tiers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Change;
import dev.chatstore.api.ChangeListener;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.core.operations.CoherenceReport;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.TestPostgresReplication;
import dev.chatstore.testkit.server.TestServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * PostgreSQL fails over to an asynchronous replica, which lost the tail that warm caches hold. The promoted server's
 * state is the truth. One node trusts its caches for so long that only the recognition of the loss can correct them.
 */
@Timeout(180)
final class PostgresFailoverIT {
    private static final Duration BOUND = Duration.ofSeconds(2);
    private static final String PREFIX = "postgres-failover";
    private static final List<String> KEPT = List.of("keep1", "keep2", "keep3", "keep4");
    private static final List<String> LOST = List.of("lost5", "lost6", "lost7");
    private static final List<String> NEW = List.of("new5", "new6", "new7", "new8", "new9");

    private final TestPostgresReplication servers = TestServers.startReplicatedPostgres();
    private final String url = servers.url(servers.newDatabase());
    private final ConversationId appended = ConversationId.of("appended by the node that trusts its caches");
    private final ConversationId foreign = ConversationId.of("appended by the other node");
    private final ConversationId unchanged = ConversationId.of("not appended to");
    private final List<ConversationId> all = List.of(appended, foreign, unchanged);

    /** The caches of both nodes. */
    enum Tiers {
        PROCESS(true, false),
        SHARED(false, true),
        BOTH(true, true);

        private final boolean process;
        private final boolean shared;

        Tiers(boolean process, boolean shared) {
            this.process = process;
            this.shared = shared;
        }

        private Map<String, String> settings() {
            Map<String, String> settings = new HashMap<>();
            if (process) {
                settings.put("cache.bytes", "1MiB");
            }
            if (shared) {
                settings.put("cache.url", RedisServers.shared().url());
                settings.put("redis.prefix", PREFIX);
                // A busy machine must not look like a slow cache.
                settings.put("cache.slow", "10s");
            }
            return settings;
        }
    }

    @AfterEach
    void closeServers() {
        servers.close();
        RedisServers.shared().clear(PREFIX);
    }

    private ChatStorage open(Tiers tiers, Duration bound) {
        return ChatStorage.builder()
                .url(url)
                .settings(tiers.settings())
                .set("cache.max-staleness", bound.toMillis() + "ms")
                .open();
    }

    @ParameterizedTest
    @EnumSource
    void thePromotedServerIsTheTruth(Tiers tiers) throws InterruptedException {
        try (ChatStorage trusting = open(tiers, Duration.ofMinutes(50));
                ChatStorage other = open(tiers, BOUND)) {
            List<Heard> listeners = subscribe(tiers.shared ? List.of(trusting, other) : List.of(trusting));
            loseTail(trusting, other);
            for (Heard heard : listeners) {
                assertThat(heard.upTo("lost7")).endsWith("lost5", "lost6", "lost7");
            }

            append(trusting, appended, NEW);
            assertShowsTruth(trusting, appended);
            assertThat(texts(trusting.chats().latest(), appended)).isEqualTo(truth(appended));
            for (Heard heard : listeners) {
                assertThat(heard.upTo("new9")).isEqualTo(concat(List.of("missed after 4"), NEW));
            }
            append(other, foreign, NEW);
            assertShowsTruth(other, foreign);

            Await.pass(BOUND);
            long start = System.nanoTime();
            do {
                all.forEach(id -> assertShowsTruth(other, id));
                assertShowsTruth(trusting, appended);
            } while (System.nanoTime() - start < BOUND.toNanos());
            if (tiers.shared) {
                Await.until("the feed", () -> texts(trusting.chats(), foreign).equals(truth(foreign)));
            }
            CoherenceReport report = other.caches().check(all);
            assertThat(report.isCoherent()).as(report.toString()).isTrue();
        }
    }

    private void assertShowsTruth(ChatStorage node, ConversationId id) {
        assertThat(texts(node.chats(), id)).isEqualTo(truth(id));
    }

    private List<Heard> subscribe(List<ChatStorage> nodes) {
        List<Heard> listeners = new ArrayList<>();
        for (ChatStorage node : nodes) {
            Heard heard = new Heard();
            node.subscribe(appended, heard);
            listeners.add(heard);
        }
        return listeners;
    }

    /** Fails over after both nodes have cached messages that the replica lacks. */
    private void loseTail(ChatStorage one, ChatStorage other) {
        all.forEach(id -> append(one, id, KEPT));
        servers.awaitReplica();
        servers.detachReplica();
        for (ConversationId id : all) {
            append(one, id, LOST);
            for (ChatStorage node : List.of(one, other)) {
                assertThat(texts(node.chats(), id)).isEqualTo(concat(KEPT, LOST));
            }
        }
        servers.failOver();
    }

    private List<String> truth(ConversationId id) {
        return id.equals(unchanged) ? KEPT : concat(KEPT, NEW);
    }

    private static void append(ChatStorage node, ConversationId id, List<String> texts) {
        texts.forEach(text -> node.chats().append(id, NewMessage.user(text)));
    }

    private static List<String> texts(ChatStore chats, ConversationId id) {
        return chats.recent(id, 20).stream().map(Message::text).toList();
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /** Keeps the texts of the delivered messages, and the gaps. */
    private static final class Heard implements ChangeListener {
        private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

        @Override
        public void changed(Change change) {
            ((Change.Appended) change).messages().forEach(message -> events.add(message.text()));
        }

        @Override
        public void missed(Gap gap) {
            events.add("missed after " + ((Gap.InConversation) gap).after());
        }

        List<String> upTo(String last) throws InterruptedException {
            List<String> received = new ArrayList<>();
            while (!received.contains(last)) {
                received.add(Objects.requireNonNull(events.poll(20, TimeUnit.SECONDS), "nothing came"));
            }
            return received;
        }
    }
}
