package dev.chatstore.redis.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.chatstore.api.Change;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.ConversationCache;
import dev.chatstore.api.spi.ConversationWindow;
import dev.chatstore.api.spi.SessionCache;
import dev.chatstore.api.spi.SharedCache;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.redis.RedisCaches;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.TestRedis;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;

/** A value that is damaged, or that another program wrote, is a miss: no part of it is shown, read or counted on. */
final class DamagedCacheIT {
    private static final Instant TIME = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final ConversationId ID = ConversationId.of("c");
    private static final ConversationId OTHER = ConversationId.of("d");
    private static final SessionId KEY = new SessionId("default", "s", "s");
    private static final String PREFIX = "damaged";
    private static final byte[] WINDOW = utf8(PREFIX + ":w:{default:c}");
    private static final byte[] OTHER_WINDOW = utf8(PREFIX + ":w:{default:d}");
    private static final byte[] SESSION = utf8(PREFIX + ":k:{default:s:s}");
    private static final byte[] OTHER_SESSION = utf8(PREFIX + ":k:{default:s:t}");

    /** Far more than a call needs, and far less than the value has. */
    private static final long LITTLE = 128 << 20;

    private final TestRedis server = RedisServers.shared();
    /** A busy machine takes seconds to fill 256 MB. */
    private final RedisClient client = RedisClient.builder()
            .hostAndPort(new HostAndPort("127.0.0.1", server.port()))
            .clientConfig(DefaultJedisClientConfig.builder()
                    .socketTimeoutMillis(60_000)
                    .build())
            .build();

    private final SharedCache shared =
            RedisCaches.at(server.url(), server, PREFIX).open(Map.of("redis.cache-compress", "256B"));
    private final ConversationCache windows = shared.conversations();
    private final SessionCache sessions = shared.sessions();

    @AfterEach
    void close() {
        shared.close();
        server.clear(PREFIX);
        client.close();
    }

    @Test
    void noFlippedBitOfAWindowIsShown() {
        ConversationWindow window = fill();
        byte[] value = client.get(WINDOW);
        List<Integer> shown = new ArrayList<>();
        for (int bit = 0; bit < Byte.SIZE * value.length; bit++) {
            client.set(WINDOW, flipped(value, bit));
            ConversationWindow found = windows.find(ID).window();
            if (found != null && !found.equals(window)) {
                shown.add(bit);
            }
        }
        assertThat(shown).as("bits of %s bytes", value.length).isEmpty();
        client.set(WINDOW, value);
        assertThat(windows.find(ID).window()).isEqualTo(window);
    }

    /** A script that changes a damaged header must not give it a new checksum. */
    @Test
    void noFlippedBitOfAHeaderOutlastsAChange() {
        ConversationWindow window = fill();
        byte[] value = client.get(WINDOW);
        Change next = said(window.version() + 1, "the next");
        windows.apply(List.of(next), Duration.ZERO);
        ConversationWindow moved = windows.find(ID).window();
        assertThat(moved).isNotNull();
        List<Integer> shown = new ArrayList<>();
        for (int bit = 0; bit < Byte.SIZE * WindowHeader.SIZE; bit++) {
            client.set(WINDOW, flipped(value, bit));
            windows.apply(List.of(next), Duration.ZERO);
            ConversationWindow found = windows.find(ID).window();
            if (found != null && !found.equals(moved)) {
                shown.add(bit);
            }
        }
        assertThat(shown).isEmpty();
    }

    @Test
    void noFlippedBitOfASessionIsShown() {
        StoredSession session = put();
        byte[] value = client.get(SESSION);
        List<Integer> shown = new ArrayList<>();
        for (int bit = 0; bit < Byte.SIZE * value.length; bit++) {
            client.set(SESSION, flipped(value, bit));
            Optional<SessionCache.Found> found = sessions.find(KEY);
            if (found.isPresent()
                    && !(found.get().session().equals(session)
                            && found.get().age().compareTo(Duration.ofMinutes(1)) < 0)) {
                shown.add(bit);
            }
        }
        assertThat(shown).as("bits of %s bytes", value.length).isEmpty();
        client.set(SESSION, value);
        assertThat(sessions.find(KEY)).isPresent();
    }

    /** As after a restore of keys under other names. */
    @Test
    void aValueThatBelongsToAnotherKeyIsAMiss() {
        fill();
        put();
        client.set(OTHER_WINDOW, client.get(WINDOW));
        client.set(OTHER_SESSION, client.get(SESSION));
        assertThat(windows.find(OTHER).window()).isNull();
        assertThat(sessions.find(new SessionId("default", "s", "t"))).isEmpty();
    }

    @Test
    void aWindowThatLacksItsLastFramesIsAMiss() {
        fill();
        byte[] value = client.get(WINDOW);
        for (int length = 0; length < value.length; length++) {
            client.set(WINDOW, Arrays.copyOf(value, length));
            assertThat(windows.find(ID).window())
                    .as("%s of %s bytes", length, value.length)
                    .isNull();
        }
    }

    @Test
    void whatAnotherProgramOrVersionWroteIsAMissAndReplaced() {
        fill();
        put();
        byte[] window = client.get(WINDOW);
        byte[] session = client.get(SESSION);
        List<Runnable> others = List.of(
                () -> overwrite(utf8("short"), utf8("short")),
                () -> overwrite(new byte[0], new byte[0]),
                () -> overwrite(new byte[10_000], new byte[10_000]),
                () -> overwrite(utf8("{\"json\":true}".repeat(1_000)), utf8("{\"json\":true}".repeat(1_000))),
                () -> overwrite(withLayout(window, window[0] - 1), withLayout(session, session[0] - 1)),
                () -> overwrite(withLayout(window, window[0] + 1), withLayout(session, session[0] + 1)),
                () -> List.of(WINDOW, SESSION).forEach(key -> replace(key, () -> client.lpush(key, key))),
                () -> List.of(WINDOW, SESSION).forEach(key -> replace(key, () -> client.sadd(key, key))),
                () -> List.of(WINDOW, SESSION).forEach(key -> replace(key, () -> client.zadd(key, 1, key))),
                () -> List.of(WINDOW, SESSION).forEach(key -> replace(key, () -> client.hset(key, key, key))),
                () -> List.of(WINDOW, SESSION).forEach(key -> replace(key, () -> client.pfadd(key, key))));
        for (Runnable other : others) {
            other.run();
            assertThat(windows.find(ID).window()).isNull();
            assertThat(sessions.find(KEY)).isEmpty();
            other.run();
            windows.apply(List.of(said(9, "a change")), Duration.ZERO);
            windows.drop(List.of(ID));
            other.run();
            windows.confirm(windows.ticket(ID), ID, 3);
            windows.drop(List.of(ID));
            fill();
            put();
            assertThat(windows.find(ID).window()).isNotNull();
            assertThat(sessions.find(KEY)).isPresent();
        }
    }

    @Test
    void aHugeStringIsAMissThatTakesLittleMemory() {
        for (byte[] key : List.of(WINDOW, SESSION)) {
            client.setrange(key, 256 << 20, utf8("x"));
        }
        long before = allocated();
        assertThat(windows.find(ID).window()).isNull();
        assertThat(sessions.find(KEY)).isEmpty();
        assertThat(allocated() - before).isLessThan(LITTLE);
        // A session that was dropped at an unknown version is not cached for a while.
        client.del(SESSION);
        fill();
        put();
        assertThat(windows.find(ID).window()).isNotNull();
        assertThat(sessions.find(KEY)).isPresent();
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private void overwrite(byte[] window, byte[] session) {
        client.set(WINDOW, window);
        client.set(SESSION, session);
    }

    private void replace(byte[] key, Runnable write) {
        client.del(key);
        write.run();
    }

    private static byte[] withLayout(byte[] value, int layout) {
        byte[] other = value.clone();
        other[0] = (byte) layout;
        return other;
    }

    private static byte[] flipped(byte[] value, int bit) {
        byte[] flipped = value.clone();
        flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        return flipped;
    }

    /** Caches a window of several frames, one of them compressed, to which scripts have added an append and an edit. */
    private ConversationWindow fill() {
        windows.drop(List.of(ID));
        Conversation head = new Conversation(
                ID, 2, 2, 2, 10, Profile.EMPTY.withTitle("title").withOwner("Kari"), false, TIME, TIME, TIME);
        List<Message> messages = List.of(message(1, "one"), message(2, "again and again ".repeat(30)));
        assertThat(windows.fill(windows.ticket(ID), new ConversationWindow(ID, head, messages)))
                .isTrue();
        windows.apply(List.of(said(3, "three")), Duration.ZERO);
        Message edited = new Message(
                1,
                1,
                null,
                message(1, "").role(),
                null,
                "uno",
                List.of(),
                Map.of(),
                0,
                0,
                2,
                TIME,
                TIME,
                TIME,
                false,
                List.of());
        windows.apply(List.of(new Change.Revised(ID, 4, edited, 0)), Duration.ZERO);
        ConversationWindow window = windows.find(ID).window();
        assertThat(window).isNotNull();
        assertThat(window.version()).isEqualTo(4);
        return window;
    }

    private StoredSession put() {
        StoredSession session = new StoredSession(
                KEY,
                "Kari",
                7,
                "{\"step\":3}",
                TIME,
                TIME,
                new StoredSession.Expiry(
                        Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.MILLIS), Duration.ofSeconds(60)));
        sessions.drop(KEY, 1);
        sessions.put(session, Duration.ZERO);
        return session;
    }

    private static Change said(long version, String text) {
        return new Change.Appended(
                ID,
                version,
                List.of(Message.appended(NewMessage.user(text), version == 3 ? 3 : version - 1, version, TIME)));
    }

    private static Message message(long sequence, String text) {
        return Message.appended(NewMessage.user(text), sequence, sequence, TIME);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
