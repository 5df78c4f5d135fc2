package dev.chatstore.checks.tiers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.SessionKey;
import dev.chatstore.core.erasure.Erasure;
import dev.chatstore.core.erasure.ErasureCertificate.Outcome;
import dev.chatstore.core.erasure.Person;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.TestRedis;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/** An erasure in one process, with windows of it in the caches of two processes and in Redis. */
final class ErasureInTiersIT {
    private static final String PERSON = "kari-4799887766";
    private static final String MARKER = "zebra-marker";
    private static final ConversationId OWNED = ConversationId.of(PERSON + "-1");
    private static final ConversationId GROUP = ConversationId.of("group");
    private static final SessionKey KEY = SessionKey.of("a session");
    private static final TestRedis REDIS = RedisServers.start();

    @TempDir
    private Path folder;

    @AfterAll
    static void stopRedis() {
        REDIS.close();
    }

    private ChatStorage open() {
        return ChatStorage.builder()
                .url("sqlite:" + folder.resolve("bot.db"))
                .set("cache.bytes", "1MiB")
                .set("cache.session-bytes", "1MiB")
                .set("cache.max-staleness", "1s")
                .set("cache.url", REDIS.url())
                .set("redis.cache-compress", "16MiB")
                // A busy machine must not look like a slow cache.
                .set("cache.slow", "10s")
                .open();
    }

    /** Returns the keys whose values have a text in their bytes: all are strings. Names of keys go with their time to live. */
    private static List<String> keysWith(String text) {
        List<String> found = new ArrayList<>();
        try (Jedis redis = new Jedis(URI.create(REDIS.url()))) {
            String cursor = ScanParams.SCAN_POINTER_START;
            do {
                ScanResult<String> page = redis.scan(cursor);
                for (String key : page.getResult()) {
                    byte[] value = redis.get(key.getBytes(StandardCharsets.UTF_8));
                    if (value != null && new String(value, StandardCharsets.ISO_8859_1).contains(text)) {
                        found.add(key);
                    }
                }
                cursor = page.getCursor();
            } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
        }
        return found;
    }

    private static List<String> texts(ChatStorage storage, ConversationId id) {
        return storage.chats().recent(id, 10).stream().map(Message::text).toList();
    }

    @Test
    void nothingOfThePersonIsInRedisOrShownByAnyProcess() throws InterruptedException {
        try (ChatStorage one = open();
                ChatStorage other = open()) {
            one.chats().open(OWNED, Profile.EMPTY.withOwner(PERSON));
            one.chats().append(OWNED, NewMessage.user(MARKER));
            one.chats()
                    .append(
                            GROUP,
                            NewMessage.user("hello"),
                            NewMessage.user(MARKER).withAuthor(PERSON));
            for (ChatStorage each : List.of(one, other)) {
                assertThat(texts(each, OWNED)).containsExactly(MARKER);
                assertThat(texts(each, GROUP)).containsExactly("hello", MARKER);
            }
            one.chats().edit(GROUP, 2, MessageEdit.of(MARKER + " edited"));
            one.sessions(String.class).assigningOwner(PERSON).getOrCreate(KEY, () -> MARKER);
            assertThat(other.sessions(String.class).find(KEY)).isPresent();
            assertThat(keysWith(MARKER)).isNotEmpty();

            Person person = Person.of(ConversationId.DEFAULT_TENANT, PERSON);
            assertThat(Erasure.of(other, person, "operator").run().certificate().outcome())
                    .isEqualTo(Outcome.COMPLETE);
            assertThat(keysWith(MARKER)).isEmpty();
            for (ChatStorage each : List.of(one, other)) {
                Await.until(
                        "all is gone",
                        () -> texts(each, OWNED).isEmpty() && texts(each, GROUP).equals(List.of("hello", "")));
                assertThat(each.chats().recent(GROUP, 10))
                        .extracting(Message::author)
                        .containsOnlyNulls();
                // Sessions have no feed.
                Await.until(
                        "the session is gone",
                        () -> each.sessions(String.class).find(KEY).isEmpty());
            }
            assertThat(keysWith(MARKER)).isEmpty();
            assertThat(keysWith(PERSON)).isEmpty();
        }
    }
}
