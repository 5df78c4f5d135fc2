package dev.chatstore.redis.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Change;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.ConversationCache;
import dev.chatstore.api.spi.ConversationWindow;
import dev.chatstore.api.spi.SharedCache;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.redis.RedisCaches;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.TestRedis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The cost of each operation of the cache, as the server counts it. */
final class CacheCostIT {
    private static final Instant TIME = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final ConversationId ID = ConversationId.of("c");

    private final TestRedis server = RedisServers.start();
    private final SharedCache shared = RedisCaches.at(server.url(), server, "cost")
            .open(Map.of("redis.cache-messages", "1000", "redis.cache-compress", "none", "redis.cache-lease", "30s"));
    private final ConversationCache cache = shared.conversations();

    @AfterEach
    void close() {
        shared.close();
        server.close();
    }

    @Test
    void everyOperationIsOneScriptAndAHitNeedsNone() {
        everything();
        cache.drop(List.of(ID));
        assertThat(scripts(() -> cache.find(ID))).isOne();
        cache.drop(List.of(ID));
        long ticket = cache.ticket(ID);
        assertThat(scripts(() -> cache.fill(ticket, window(1, 20)))).isOne();
        assertThat(scripts(() -> cache.find(ID))).isZero();
        assertThat(scripts(() -> cache.ticket(ID))).isOne();
        assertThat(scripts(() -> cache.apply(List.of(said(21))))).isOne();
        assertThat(scripts(() -> cache.drop(List.of(ID)))).isOne();
        SessionId key = new SessionId("default", "s", "s");
        StoredSession session = new StoredSession(key, null, 1, "{}", TIME, TIME, null);
        assertThat(scripts(() -> shared.sessions().put(session, Duration.ZERO))).isOne();
        assertThat(scripts(() -> shared.sessions().find(key))).isZero();
        assertThat(scripts(() -> shared.sessions().drop(key, 1))).isOne();
    }

    @Test
    void changesOfManyConversationsAreOneRoundTrip() {
        everything();
        List<Change> changes = IntStream.range(0, 200)
                .mapToObj(i -> (Change) new Change.Appended(ConversationId.of("c" + i), 1, List.of(message(1))))
                .toList();
        assertThat(scripts(() -> cache.apply(changes))).isEqualTo(200);
        long before = reads();
        cache.apply(changes);
        // A reader that has much to read reads it in pieces of 16 KiB; one by one they would be two hundred.
        assertThat(reads() - before).isLessThan(50);
    }

    @Test
    void changesAreAppliedAndSentToTheOtherProcessesInOneRoundTrip() {
        everything();
        fill(1, 2);
        AtomicLong version = new AtomicLong(2);
        long together = reads(() -> shared.tell(List.of(said(version.incrementAndGet())), Duration.ZERO));
        assertThat(together - reads(() -> {})).isOne();
        assertThat(cache.find(ID).window())
                .isNotNull()
                .satisfies(window -> assertThat(window.version()).isEqualTo(version.get()));
    }

    @Test
    void anAppendSendsAndWritesItsOwnBytesWhateverTheWindowHolds() {
        everything();
        fill(1, 2);
        long small = written(() -> cache.apply(List.of(said(3))));
        cache.drop(List.of(ID));
        fill(1, 900);
        assertThat(written(() -> cache.apply(List.of(said(901))))).isBetween(small - 50, small + 50);
        assertThat(cache.find(ID).window())
                .isNotNull()
                .satisfies(window -> assertThat(window.messages()).hasSize(901));
    }

    @Test
    void whatAConversationMayTakeIsNotExceeded() {
        try (SharedCache small = RedisCaches.at(server.url(), server, "small")
                .open(Map.of(
                        "redis.cache-bytes", "8KiB", "redis.cache-messages", "50", "redis.cache-compress", "none"))) {
            ConversationCache bounded = small.conversations();
            bounded.fill(bounded.ticket(ID), window(1, 50));
            for (long version = 51; version < 500; version++) {
                bounded.apply(List.of(said(version)));
                assertThat(Long.parseLong((String) server.ask("STRLEN", "small:w:{default:c}")))
                        .isLessThanOrEqualTo(8 << 10);
                ConversationWindow window = bounded.find(ID).window();
                assertThat(window).isNotNull();
                assertThat(window.version()).isEqualTo(version);
                List<Message> messages = window.messages();
                assertThat(messages).hasSizeBetween(10, 50);
                assertThat(messages.get(messages.size() - 1).sequence()).isEqualTo(version);
            }
        }
    }

    /** Runs every script once, so that the server knows it by its digest. */
    private void everything() {
        cache.find(ConversationId.of("not there"));
        fill(1, 2);
        cache.confirm(cache.ticket(ID), ID, 2);
        cache.apply(List.of(said(3)));
        cache.drop(List.of(ID));
        SessionId key = new SessionId("default", "s", "s");
        shared.sessions().put(new StoredSession(key, null, 1, "{}", TIME, TIME, null), Duration.ZERO);
        shared.sessions().find(key);
        shared.sessions().drop(key, 1);
        server.clear("cost");
    }

    /** A cached absence moves forward with the append that creates the conversation, which carries its profile. */
    @Test
    void theFirstAppendMakesAWindowOfACachedAbsence() {
        Profile profile = Profile.EMPTY.withOwner("Kari").withTitle("a title");
        cache.fill(cache.ticket(ID), window(1, 3));
        cache.apply(List.of(new Change.Removed(ID, 4)));
        Message first = Message.appended(NewMessage.user("one").withTokens(3), 1, 5, TIME);
        Change.Appended change = new Change.Appended(ID, 5, List.of(first), profile);
        assertThat(scripts(() -> cache.apply(List.of(change)))).isOne();
        Conversation head = new Conversation(ID, 5, 1, 1, 3, profile, false, TIME, TIME, TIME);
        assertThat(cache.find(ID).window()).isEqualTo(new ConversationWindow(ID, head, List.of(first)));
    }

    private void fill(long first, long last) {
        assertThat(cache.fill(cache.ticket(ID), window(first, last))).isTrue();
    }

    private static ConversationWindow window(long first, long last) {
        Conversation head = new Conversation(ID, last, last, last, 0, Profile.EMPTY, false, TIME, TIME, TIME);
        return new ConversationWindow(
                ID,
                head,
                LongStream.rangeClosed(first, last)
                        .mapToObj(CacheCostIT::message)
                        .toList());
    }

    private static Change said(long version) {
        return new Change.Appended(ID, version, List.of(message(version)));
    }

    private static Message message(long sequence) {
        return Message.appended(NewMessage.user("a".repeat(100)), sequence, sequence, TIME);
    }

    private long scripts(Runnable work) {
        long before = evaluated();
        work.run();
        return evaluated() - before;
    }

    private long evaluated() {
        long calls = 0;
        for (String line : String.valueOf(server.ask("INFO", "commandstats")).split("\r?\n")) {
            if (line.startsWith("cmdstat_eval")) {
                calls += Long.parseLong(line.replaceAll("[^:]*:calls=(\\d+),.*", "$1"));
            }
        }
        return calls;
    }

    /** Returns how many requests the server reads for some work and the question for their number. */
    private long reads(Runnable work) {
        // The least of several, since the feed sends heartbeats in between.
        return LongStream.generate(() -> {
                    long before = reads();
                    work.run();
                    return reads() - before;
                })
                .limit(20)
                .min()
                .orElseThrow();
    }

    private long reads() {
        return Long.parseLong(server.info("stats", "total_reads_processed"));
    }

    /** Returns how many bytes the server was sent, and added to its file. */
    private long written(Runnable work) {
        long before = bytes();
        work.run();
        return bytes() - before;
    }

    private long bytes() {
        return Long.parseLong(server.info("stats", "total_net_input_bytes"))
                + Long.parseLong(server.info("persistence", "aof_current_size"));
    }
}
