package dev.chatstore.redis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Append;
import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionQuery;
import dev.chatstore.api.SessionStore;
import dev.chatstore.api.Slice;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.TestRedis;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.RedisClient;

/**
 * A value of another program under a key of the store is corrupt data: the error names the key, nothing is changed, and
 * once the value is removed all is as before.
 */
final class ForeignValueIT {
    private static final String PREFIX = "foreign";
    private static final ConversationId ID = ConversationId.of("c");
    private static final SessionKey KEY = SessionKey.of("s");

    private final TestRedis server = RedisServers.shared();
    private final RedisClient client = RedisClient.create("127.0.0.1", server.port());
    private final ChatStorage storage =
            ChatStorage.builder().url(server.url()).set("redis.prefix", PREFIX).open();
    private final ChatStore chats = storage.chats();
    private final SessionStore<String> sessions = storage.sessions("state", String.class);

    @BeforeEach
    void write() {
        chats.open(ID, Profile.EMPTY.withOwner("Kari"));
        chats.append(ID, NewMessage.user("one").withId("id"));
        chats.append(ID, NewMessage.user("two"), NewMessage.user("three").withParent(1));
        chats.edit(ID, 1, MessageEdit.of("uno"));
        sessions.assigningOwner("Kari").save(KEY, "state", 0);
    }

    @AfterEach
    void close() {
        storage.close();
        server.clear(PREFIX);
        client.close();
    }

    /** Every call that may meet the keys of a conversation. */
    private Map<String, Runnable> calls() {
        return Map.ofEntries(
                Map.entry("find", () -> chats.find(ID)),
                Map.entry("open", () -> chats.open(ID, Profile.EMPTY)),
                Map.entry("recent", () -> chats.recent(ID, 5)),
                Map.entry("path", () -> chats.history(ID, Slice.pathToNewest(5))),
                Map.entry("replies", () -> chats.history(ID, Slice.repliesTo(1, 5))),
                Map.entry("find message", () -> chats.find(ID, 1)),
                Map.entry("find id", () -> chats.find(ID, "id")),
                Map.entry("revisions", () -> chats.revisions(ID, 1)),
                Map.entry("append", () -> chats.append(ID, NewMessage.user("four"))),
                Map.entry(
                        "append with id",
                        () -> chats.append(ID, NewMessage.user("four").withId("four"))),
                Map.entry("edit", () -> chats.edit(ID, 1, MessageEdit.of("ein"))),
                Map.entry("edit id", () -> chats.edit(ID, "id", MessageEdit.of("ein"))),
                Map.entry("redact", () -> chats.redact(ID, 1)),
                Map.entry("patch", () -> chats.patch(ConversationPatch.of(ID).withTitle("title"))),
                Map.entry(
                        "trim",
                        () -> StoreAccess.of(storage)
                                .orElseThrow()
                                .oldMessages()
                                .trim(ID, 2, 1)),
                Map.entry("delete", () -> chats.delete(ID)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"head", "messages", "ids", "revisions", "replies", "writes", "older"})
    void aKeyOfAnotherTypeIsNamedAndNothingIsWritten(String part) {
        String key = PREFIX + ":c:{default:c}:" + part;
        List<Message> before = chats.recent(ID, 9);
        boolean existed = client.exists(key);
        int refused = 0;
        for (Map.Entry<String, Runnable> call : calls().entrySet()) {
            if (existed) {
                client.rename(key, key + ":kept");
            }
            client.set(key, "another program's");
            Throwable error = catchThrowable(call.getValue()::run);
            client.del(key);
            if (existed) {
                client.rename(key + ":kept", key);
            }
            if (error != null) {
                refused++;
                assertThat(error)
                        .as(call.getKey())
                        .isInstanceOf(CorruptDataException.class)
                        .hasMessageContaining("key " + key);
            } else {
                assertThat(call.getKey())
                        .as("reads nothing of %s", part)
                        .doesNotMatch("append|edit|redact|trim|delete");
            }
            assertThat(chats.recent(ID, 9)).as(call.getKey()).isEqualTo(before);
        }
        assertThat(refused).isGreaterThan(6);
    }

    @Test
    void aHashOfAnotherProgramIsNotAConversationAndNotReplaced() {
        String key = PREFIX + ":c:{default:other}:head";
        ConversationId id = ConversationId.of("other");
        client.hset(key, Map.of("color", "blue"));
        List<Runnable> all = List.of(
                () -> chats.find(id),
                () -> chats.open(id, Profile.EMPTY),
                () -> chats.append(id, NewMessage.user("text")),
                () -> chats.recent(id, 5),
                () -> chats.patch(ConversationPatch.of(id).withTitle("title")),
                () -> chats.delete(id));
        assertThat(all)
                .allSatisfy(call -> assertThat(catchThrowable(call::run))
                        .isInstanceOf(CorruptDataException.class)
                        .hasMessageContaining("key " + key));
        assertThat(client.hgetAll(key)).isEqualTo(Map.of("color", "blue"));
        client.hset(key, Map.of("version", "many", "last", "1", "base", "0", "day", "0 0"));
        assertThat(catchThrowable(() -> chats.append(id, NewMessage.user("text"))))
                .isInstanceOf(CorruptDataException.class)
                .hasMessageContaining("key " + key);
    }

    /** Those of the other conversations of the call are made. */
    @Test
    void anAppendThatMeetsAForeignValueIsRefusedAlone() {
        client.set(PREFIX + ":c:{default:other}:head", "another program's");
        List<AppendOutcome> outcomes = chats.appendAll(List.of(
                Append.of(ID, NewMessage.user("four")),
                Append.of(ConversationId.of("other"), NewMessage.user("text"))));
        assertThat(outcomes.get(0).receipt().lastSequence()).isEqualTo(4);
        assertThat(catchThrowable(() -> outcomes.get(1).receipt())).isInstanceOf(CorruptDataException.class);
    }

    @Test
    void aMessageOfAnotherFormIsNamed() {
        byte[] messages = (PREFIX + ":c:{default:c}:messages").getBytes(StandardCharsets.UTF_8);
        for (String value : List.of("", "\2short", "another program's")) {
            client.hset(messages, "1".getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
            List<Message> read = List.of(
                    chats.recent(ID, 5).get(0),
                    chats.find(ID, 1).orElseThrow(),
                    chats.history(ID, Slice.pathToNewest(5)).get(0));
            assertThat(read).allSatisfy(message -> {
                assertThat(message.sequence()).isEqualTo(1);
                assertThat(message.unreadable()).isNotEmpty();
                assertThat(message.text()).isEmpty();
            });
            assertThatThrownBy(() -> chats.edit(ID, 1, MessageEdit.of("ein")))
                    .isInstanceOf(CorruptDataException.class)
                    .hasMessageContaining("message 1")
                    .hasMessageNotContaining("program");
        }
    }

    @Test
    void aSessionOfAnotherProgramIsNamedAndNotReplaced() {
        String key = PREFIX + ":s:{default:state:s}";
        for (Runnable foreign : List.<Runnable>of(
                () -> client.set(key, "another program's"), () -> client.hset(key, Map.of("color", "blue")))) {
            client.del(key);
            foreign.run();
            List<Runnable> all = List.of(
                    () -> sessions.find(KEY),
                    () -> sessions.getOrCreate(KEY, () -> "new"),
                    () -> sessions.save(KEY, "new", 0),
                    () -> sessions.delete(KEY));
            assertThat(all)
                    .allSatisfy(call -> assertThat(catchThrowable(call::run))
                            .isInstanceOf(CorruptDataException.class)
                            .hasMessageContaining("key " + key));
        }
        assertThat(client.hgetAll(key)).isEqualTo(Map.of("color", "blue"));
    }

    @Test
    void aListOfAnotherProgramIsNamed() {
        ConversationQuery byOwner = ConversationQuery.ofTenant("default").withOwner("Kari");
        Map<String, Runnable> lists = Map.of(
                "t:{default}",
                        () -> chats.list(
                                ConversationQuery.ofTenant("default").withOrder(ConversationQuery.Order.CREATED)),
                "a:{default}",
                        () -> chats.list(
                                ConversationQuery.ofTenant("default").withOrder(ConversationQuery.Order.LAST_ACTIVITY)),
                "o:{default:Kari}", () -> chats.list(byOwner),
                "st:{default}", () -> sessions.list(SessionQuery.ofTenant("default")),
                "so:{default:Kari}",
                        () -> sessions.list(SessionQuery.ofTenant("default").withOwner("Kari")));
        lists.forEach((name, call) -> {
            String key = PREFIX + ":" + name;
            client.zadd(key, 0, "state\0another program's");
            assertThat(catchThrowable(call::run))
                    .as("an entry of %s", key)
                    .isInstanceOf(CorruptDataException.class)
                    .hasMessageContaining("key " + key);
            client.del(key);
            client.set(key, "another program's");
            assertThat(catchThrowable(call::run))
                    .isInstanceOf(CorruptDataException.class)
                    .hasMessageContaining("key " + key);
            client.del(key);
        });
    }
}
