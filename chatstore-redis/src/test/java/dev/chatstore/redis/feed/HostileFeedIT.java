package dev.chatstore.redis.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.chatstore.api.Change;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.api.spi.SharedCache;
import dev.chatstore.redis.RedisSharedCacheProvider;
import dev.chatstore.redis.codec.ByteSink;
import dev.chatstore.redis.codec.Frames;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.TestRedis;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

/** Whatever is published on the channel, changes that other processes send afterwards arrive. */
final class HostileFeedIT {
    private static final String PREFIX = "hostile";
    private static final byte[] CHANNEL = (PREFIX + ":feed").getBytes(StandardCharsets.UTF_8);
    private static final Frames FRAMES = new Frames(256);
    private static final long STRANGER = 77;

    private final TestRedis server = RedisServers.shared();
    private final RedisClient client = RedisClient.create("127.0.0.1", server.port());
    private final List<SharedCache> opened = new ArrayList<>();
    private final FeedLog log = new FeedLog();

    private SharedCache open(Random random) {
        SharedCache cache = new RedisSharedCacheProvider()
                .open(new BackendContext(
                        ConnectionUrl.parse(server.url()),
                        new Settings(Map.of("redis.prefix", PREFIX, "redis.feed-heartbeat", "200ms")),
                        InstantSource.system(),
                        random));
        opened.add(cache);
        return cache;
    }

    private static void hear(SharedCache cache, FeedLog log) {
        cache.feed().receive(log);
        log.await("to hear", any -> cache.feed().isHearing());
    }

    @AfterEach
    void close() {
        opened.forEach(SharedCache::close);
        client.close();
    }

    @Test
    void noFlippedBitIsReceivedAsAnotherChange() {
        hear(open(new Random(1)), log);
        Change change = FeedContract.said("c", 1, "a text");
        byte[] message = FeedMessage.of(STRANGER, 1, change, FRAMES, 1 << 16);
        for (int bit = 0; bit < Byte.SIZE * message.length; bit++) {
            byte[] flipped = message.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            client.publish(CHANNEL, flipped);
        }
        assertThat(log.changes()).isEmpty();
        client.publish(CHANNEL, message);
        log.await("the change", told -> !told.changes().isEmpty());
        assertThat(log.changes()).containsExactly(change);
    }

    @Test
    void noMessageEndsTheFeed() {
        hear(open(new Random(1)), log);
        SharedCache sender = open(new Random(2));
        long version = 0;
        for (byte[] hostile : hostile()) {
            long sent = ++version;
            client.publish(CHANNEL, hostile);
            sender.feed().publish(List.of(FeedContract.said("c", sent, "text")));
            log.await("change " + sent, told -> told.changes().stream().anyMatch(any -> any.version() == sent));
        }
        assertThat(log.changes()).hasSize((int) version);
    }

    private static List<byte[]> hostile() {
        byte[] good = FeedMessage.of(STRANGER, 1, FeedContract.said("c", 1, "text".repeat(100)), FRAMES, 1 << 16);
        byte[] bomb = Zstd.compress(new byte[1 << 26], 1);
        byte[] later = good.clone();
        later[0]++;
        ByteSink nested = new ByteSink().put(3).put(2).putLong(STRANGER).putLong(1);
        return List.of(
                new byte[0],
                new byte[1 << 20],
                "another program's".getBytes(StandardCharsets.UTF_8),
                Arrays.copyOf(good, good.length - 1),
                later,
                nested.put(0x82)
                        .putInt(0)
                        .putLong(0)
                        .putInt(bomb.length + 4)
                        .putInt(1 << 26)
                        .put(bomb)
                        .toBytes(),
                FeedMessage.status(STRANGER, Long.MAX_VALUE, FeedMessage.Kind.HEARTBEAT),
                FeedMessage.status(STRANGER, -1, FeedMessage.Kind.FAREWELL));
    }

    @Test
    void aForgedCounterMutesNobody() {
        hear(open(new Random(1)), log);
        SharedCache sender = open(new Random(2));
        for (long forged : new long[] {Long.MAX_VALUE, 1L << 40, 0, -1, Long.MIN_VALUE}) {
            long before = log.changes().size();
            long identity = identityOf(sender);
            for (FeedMessage.Kind kind : List.of(FeedMessage.Kind.HEARTBEAT, FeedMessage.Kind.FAREWELL)) {
                long gaps = log.gaps();
                client.publish(CHANNEL, FeedMessage.status(identity, forged, kind));
                sender.feed().publish(List.of(FeedContract.said("c", 1, "reported as a gap or received")));
                log.await("a gap", told -> told.gaps() > gaps);
            }
            sender.feed().publish(List.of(FeedContract.said("c", 2, "text"), FeedContract.said("c", 3, "text")));
            log.await("changes", told -> told.changes().size() >= before + 2);
        }
    }

    /** Returns the identity under which a process sends now; it takes another where someone else used it. */
    private long identityOf(SharedCache sender) {
        try (FeedTap tap = new FeedTap(server, CHANNEL)) {
            sender.feed().publish(List.of(FeedContract.said("identity", 1, "text")));
            return tap.next().sender();
        }
    }

    @Test
    void processesWithEqualRandomnessHearEachOther() {
        SharedCache one = open(new Random(42));
        SharedCache two = open(new Random(42));
        FeedLog logOfTwo = new FeedLog();
        hear(one, log);
        hear(two, logOfTwo);
        one.feed().publish(List.of(FeedContract.said("c", 1, "of one")));
        two.feed().publish(List.of(FeedContract.said("c", 2, "of two")));
        log.await("the other's", told -> !told.changes().isEmpty());
        logOfTwo.await("the other's", told -> !told.changes().isEmpty());
        assertThat(log.changes()).extracting(Change::version).containsExactly(2L);
        assertThat(logOfTwo.changes()).extracting(Change::version).containsExactly(1L);
    }
}
