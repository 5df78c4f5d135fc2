package dev.chatstore.redis.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Append;
import dev.chatstore.api.Change;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionStore;
import dev.chatstore.api.Storage;
import dev.chatstore.api.spi.ConversationCache;
import dev.chatstore.api.spi.ConversationWindow;
import dev.chatstore.api.spi.SharedCache;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.redis.RedisCaches;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.TestRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every key of a run belongs to a family that {@code docs/schema.md} lists. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeysIT {
    private static final String PREFIX = "a:prefix";

    /** The families whose keys expire. */
    private static final Set<KeyFamily> TEMPORARY =
            EnumSet.of(KeyFamily.WRITES, KeyFamily.OLDER_WRITES, KeyFamily.WINDOW, KeyFamily.CACHED_SESSION);

    /** The families that a few writes do not create. */
    private static final Set<KeyFamily> RARE = EnumSet.of(KeyFamily.OLDER_WRITES);

    private final TestRedis server = RedisServers.start();

    @BeforeAll
    void run() {
        try (Storage stores = ChatStorage.builder()
                .url(server.url())
                .set("redis.prefix", PREFIX)
                .set("sessions.ttl", "1h")
                .open()) {
            for (String name : List.of("plain", "{}", "}{", "a:b", "%7B", "\uD83D\uDE00 \u00e9")) {
                ConversationId id = ConversationId.of(name, name);
                stores.chats().open(id, Profile.EMPTY.withOwner(name).withTitle(name));
                stores.chats().append(id, NewMessage.user("one").withId(name));
                stores.chats().appendAll(List.of(Append.of(id, NewMessage.user("two"))));
                stores.chats().append(id, NewMessage.assistant("three").withParent(1));
                stores.chats().edit(id, 1, MessageEdit.of("uno"));
                stores.chats().patch(ConversationPatch.of(id).withOwner("another"));
            }
            ConversationId gone = ConversationId.of("gone");
            stores.chats().append(gone, NewMessage.user("one").withId("an id"));
            stores.chats().append(gone, NewMessage.user("two").withParent(0));
            stores.chats().edit(gone, 1, MessageEdit.of("uno"));
            stores.chats().delete(gone);
            SessionStore<Map<?, ?>> sessions = sessions(stores);
            sessions.assigningOwner("Kari").getOrCreate(SessionKey.of("lives"), Map::of);
            sessions.getOrCreate(SessionKey.of("gone"), Map::of);
            sessions.delete(SessionKey.of("gone"));
        }
        // The identity is chosen on the first opening with a cache.
        ChatStorage.builder()
                .url(server.url())
                .set("redis.prefix", PREFIX)
                .set("cache.url", server.url())
                .open()
                .close();
    }

    @BeforeAll
    void cache() {
        Instant time = Instant.EPOCH;
        try (SharedCache shared = RedisCaches.at(server.url(), server, PREFIX)
                .open(Map.of("redis.cache-memory", "10m", "redis.cache-lease", "30s"))) {
            for (String name : List.of("plain", "{}", "}{", "a:b", "%7B", "\uD83D\uDE00 \u00e9")) {
                ConversationId id = ConversationId.of(name, name);
                ConversationCache cache = shared.conversations();
                Conversation head = new Conversation(id, 1, 0, 0, 0, Profile.EMPTY, false, time, time, time);
                cache.fill(cache.ticket(id), new ConversationWindow(id, head, List.of()));
                cache.apply(List.of(
                        new Change.Described(new Conversation(id, 2, 0, 0, 0, Profile.EMPTY, true, time, time, time))));
                ConversationId absent = ConversationId.of(name, "absent");
                cache.fill(cache.ticket(absent), ConversationWindow.absent(absent));
                ConversationId removed = ConversationId.of(name, "removed");
                cache.apply(List.of(new Change.Removed(removed, 1)));
                cache.find(ConversationId.of(name, "missed"));
                cache.ticket(ConversationId.of(name, "asked for"));
                SessionId key = new SessionId(name, "s", name);
                shared.sessions().put(new StoredSession(key, null, 1, "{}", time, time, null), Duration.ZERO);
                shared.sessions().drop(new SessionId(name, "s", "dropped"), 0);
            }
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static SessionStore<Map<?, ?>> sessions(Storage stores) {
        return (SessionStore) stores.sessions(Map.class);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void everyKeyIsOfAFamilyAndOfItsType() {
        Set<KeyFamily> seen = EnumSet.noneOf(KeyFamily.class);
        for (String key : keys()) {
            assertThat(KeyFamily.of(PREFIX, key)).as(key).isPresent();
            KeyFamily family = KeyFamily.of(PREFIX, key).orElseThrow();
            assertThat(server.ask("TYPE", key)).as(key).isEqualTo(family.type());
            seen.add(family);
        }
        assertThat(EnumSet.complementOf(EnumSet.copyOf(RARE))).isEqualTo(seen);
    }

    @Test
    void onlyTemporaryKeysHaveATimeToLive() {
        for (String key : keys()) {
            KeyFamily family = KeyFamily.of(PREFIX, key).orElseThrow();
            boolean session = family == KeyFamily.SESSION;
            boolean removed = family == KeyFamily.HEAD && server.ask("HGET", key, "gone") != null;
            assertThat(Long.parseLong((String) server.ask("TTL", key)) >= 0)
                    .as("%s goes by itself", key)
                    .isEqualTo(session || removed || TEMPORARY.contains(family));
        }
    }

    @Test
    void aRemovedConversationLeavesItsHeadAndItsTokensOnly() {
        assertThat(keys())
                .filteredOn(key -> key.contains("{default:gone}") && key.contains(":c:"))
                .hasSize(2);
    }

    @Test
    void theKeysOfAConversationLieOnOneSlot() {
        Keys keys = new Keys(PREFIX);
        for (String name : List.of("plain", "{}", "}{", "}", "{", "a{b}c", "%7D", "\uD83D\uDE00")) {
            assertThat(keys.of(ConversationId.of(name, name)).stream()
                            .map(redis.clients.jedis.util.JedisClusterCRC16::getSlot)
                            .distinct())
                    .as(name)
                    .hasSize(1);
        }
        assertThat(IntStream.range(0, 100)
                        .mapToObj(i -> keys.of(KeyFamily.HEAD, ConversationId.of("c" + i)))
                        .map(redis.clients.jedis.util.JedisClusterCRC16::getSlot)
                        .distinct())
                .hasSizeGreaterThan(90);
    }

    @ParameterizedTest
    @EnumSource
    void everyFamilyStandsInTheTableOfTheDocumentation(KeyFamily family) throws IOException {
        Path root = Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
                .filter(folder -> Files.isDirectory(folder.resolve("chatstore-api")))
                .findFirst()
                .orElseThrow();
        assertThat(Files.readString(root.resolve("docs/schema.md")))
                .contains("| `" + family + "` | " + family.type() + " |");
    }

    private List<String> keys() {
        List<String> keys = new ArrayList<>();
        server.list("KEYS", "*").forEach(key -> keys.add((String) key));
        assertThat(keys).isNotEmpty();
        return keys;
    }
}
