package dev.chatstore.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.ChatStorageBuilder;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Session;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.Storage;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.core.operations.Caches;
import dev.chatstore.core.pseudonym.convert.PseudonymisationReport;
import dev.chatstore.testkit.MutableClock;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestDatabase;
import dev.chatstore.testkit.server.TestRedis;
import dev.chatstore.testkit.server.TestServers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pseudonyms in the tables of a server, and in all that Redis receives as a store, as a shared cache and as a feed. */
final class PseudonymsOnServersIT {
    private static final String PHONE = "+4799887766";
    private static final String KEY = "0123456789abcdef".repeat(4);
    private static final ConversationId CHAT = ConversationId.of("acme", PHONE);
    private static final ConversationId GROUP = ConversationId.of("acme", "group");

    private static final String SEARCH = """
            local reads = {
              string = {'GET'}, hash = {'HGETALL'}, set = {'SMEMBERS'}, list = {'LRANGE', '0', '-1'},
              zset = {'ZRANGE', '0', '-1'}, stream = {'XRANGE', '-', '+'}
            }
            local found = ''
            for _, key in ipairs(redis.call('KEYS', ARGV[1])) do
              local read = reads[redis.call('TYPE', key).ok]
              local stored = redis.call(read[1], key, unpack(read, 2))
              if string.find(key .. cjson.encode(stored), ARGV[2], 1, true) then
                found = found .. key .. '\\n'
              end
            end
            return found""";

    private final MutableClock clock = MutableClock.at(Instant.parse("2026-03-01T12:00:00Z"));

    private ChatStorageBuilder builder(String url) {
        return ChatStorage.builder()
                .url(url)
                .set("cleaner.interval", "none")
                .clock(clock)
                .expiryClock(clock);
    }

    private static void use(Storage storage) {
        ChatStore chats = storage.chats();
        chats.open(CHAT, Profile.EMPTY.withOwner(PHONE));
        chats.append(CHAT, NewMessage.user("one").withAuthor(PHONE).withId("m-1"), NewMessage.assistant("two"));
        chats.edit(CHAT, 1, MessageEdit.of("one edited"));
        chats.append(GROUP, NewMessage.user("three").withAuthor(PHONE));
        chats.recent(CHAT, 10);
        storage.sessions("cart", String.class)
                .assigningOwner(PHONE)
                .getOrCreate(SessionKey.of("acme", PHONE), () -> "full");
    }

    private static void assertWhole(Storage storage) {
        assertThat(storage.chats().recent(CHAT, 10)).extracting(Message::text).containsExactly("one edited", "two");
        assertThat(storage.chats().revisions(CHAT, 1)).hasSize(2);
        assertThat(storage.chats().recent(GROUP, 10)).extracting(Message::text).containsExactly("three");
        assertThat(storage.chats()
                        .list(ConversationQuery.ofTenant("acme").withOwner(PHONE))
                        .items())
                .hasSize(1);
        assertThat(storage.sessions("cart", String.class)
                        .find(SessionKey.of("acme", PHONE))
                        .map(Session::state))
                .hasValue("full");
    }

    /** Converts a store that has plain ids, and checks that it opens with the key alone after that. */
    private void assertConverted(Supplier<ChatStorageBuilder> builder) {
        try (ChatStorage storage =
                builder.get().set("privacy.key", KEY).pseudonymising().open()) {
            PseudonymisationReport report = storage.pseudonymisation().run();
            assertThat(report.isComplete()).isTrue();
            assertThat(report.converted().conversations()).isEqualTo(2);
            assertThat(report.converted().sessions()).isEqualTo(1);
            clock.advance(Backend.REMEMBERED.plus(Duration.ofSeconds(1)));
            assertThat(storage.pseudonymisation().run().rememberedUntil()).isNull();
        }
        assertThatThrownBy(() -> builder.get().open())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is required");
        try (ChatStorage storage = builder.get().set("privacy.key", KEY).open()) {
            assertWhole(storage);
        }
    }

    /** Returns the tables that have the phone number in any column. */
    private static List<String> tablesWithThePhone(TestDatabase database) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement();
                ResultSet tables = connection
                        .getMetaData()
                        .getTables(connection.getCatalog(), null, "chat\\_%", new String[] {"TABLE"})) {
            while (tables.next()) {
                String table = tables.getString("TABLE_NAME");
                try (ResultSet rows = statement.executeQuery("select * from " + table)) {
                    if (hasThePhone(rows)) {
                        found.add(table);
                    }
                }
            }
        }
        return found;
    }

    private static boolean hasThePhone(ResultSet rows) throws SQLException {
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
            for (int i = 1; i <= columns; i++) {
                if (String.valueOf(rows.getString(i)).contains(PHONE)) {
                    return true;
                }
            }
        }
        return false;
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRES_18", "MYSQL_8"})
    void noTableHasAPlainId(ServerKind kind) throws SQLException {
        TestDatabase database = TestServers.shared(kind).newDatabase();
        try (ChatStorage storage = builder(database.url())
                .set("privacy.key", KEY)
                .set("audit", "all")
                .open()) {
            use(storage);
            assertWhole(storage);
            assertThat(tablesWithThePhone(database)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRES_18", "MYSQL_8"})
    void aConvertedDatabaseHasNoPlainId(ServerKind kind) throws SQLException {
        TestDatabase database = TestServers.shared(kind).newDatabase();
        try (ChatStorage storage = builder(database.url()).open()) {
            use(storage);
        }
        assertThat(tablesWithThePhone(database)).contains("chat_conversation", "chat_message", "chat_session");
        assertConverted(() -> builder(database.url()));
        assertThat(tablesWithThePhone(database)).isEmpty();
    }

    /** Returns the commands that Redis receives meanwhile. */
    private static List<String> commands(TestRedis redis, Runnable work) throws IOException {
        List<String> commands = new ArrayList<>();
        try (Socket socket = new Socket("127.0.0.1", redis.port());
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
            socket.getOutputStream().write("MONITOR\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(lines.readLine()).isEqualTo("+OK");
            work.run();
            redis.ask("ECHO", "the end of the work");
            String line = lines.readLine();
            while (line != null && !line.contains("the end of the work")) {
                commands.add(line);
                line = lines.readLine();
            }
        }
        return commands;
    }

    private void useWithCache(TestRedis redis, String prefix, boolean hasKey) {
        ChatStorageBuilder builder = builder("memory:")
                .set("cache.url", redis.url())
                .set("redis.prefix", prefix)
                .set("cache.bytes", "1MiB");
        try (ChatStorage storage = hasKey ? builder.set("privacy.key", KEY).open() : builder.open()) {
            storage.subscribe(CHAT, change -> {});
            use(storage);
            assertWhole(storage);
            Caches caches = storage.caches();
            assertThat(caches.warm(List.of(CHAT))).isEqualTo(1);
            assertThat(caches.check(List.of(CHAT)).entries())
                    .as("in the process and in Redis")
                    .isEqualTo(2);
            caches.invalidate(CHAT);
            caches.invalidate(new SessionId("acme", "cart", PHONE));
            assertThat(caches.check(List.of(CHAT)).entries()).isZero();
            assertWhole(storage);
        }
    }

    @Test
    void theSharedCacheAndTheFeedReceiveStoredFormsAlone() throws IOException {
        TestRedis redis = RedisServers.shared();
        assertThat(commands(redis, () -> useWithCache(redis, "pseudonyms-cache", true)))
                .anyMatch(command -> command.contains("p."))
                .noneMatch(command -> command.contains(PHONE));
        assertThat(commands(redis, () -> useWithCache(redis, "plain-cache", false)))
                .anyMatch(command -> command.contains(PHONE));
    }

    @Test
    void redisAsAStoreReceivesStoredFormsAlone() throws IOException {
        TestRedis redis = RedisServers.shared();
        List<String> commands = commands(redis, () -> {
            try (ChatStorage storage = builder(redis.url())
                    .set("redis.prefix", "pseudonyms-store")
                    .set("privacy.key", KEY)
                    .open()) {
                use(storage);
                assertWhole(storage);
            }
        });
        assertThat(commands).isNotEmpty().noneMatch(command -> command.contains(PHONE));
    }

    private ChatStorageBuilder onRedis(TestRedis redis) {
        return builder(redis.url()).set("redis.prefix", "pseudonyms-converted");
    }

    /** Returns the keys of the store in Redis that have the phone number, in their name or in what is stored. */
    private static List<String> keysWithThePhone(TestRedis redis) {
        String found = String.valueOf(redis.ask("EVAL", SEARCH, "0", "*pseudonyms-converted*", PHONE));
        return found.lines().filter(line -> !line.isBlank()).toList();
    }

    @Test
    void aConvertedStoreOnRedisHasNoPlainId() {
        TestRedis redis = RedisServers.shared();
        try (ChatStorage storage = onRedis(redis).open()) {
            use(storage);
        }
        assertThat(keysWithThePhone(redis)).isNotEmpty();
        assertConverted(() -> onRedis(redis));
        // The keys of what was deleted are remembered for a while, without content, and expire by themselves.
        assertThat(keysWithThePhone(redis))
                .allSatisfy(key -> assertThat(Long.parseLong(String.valueOf(redis.ask("PTTL", key))))
                        .as(key)
                        .isPositive());
    }
}
