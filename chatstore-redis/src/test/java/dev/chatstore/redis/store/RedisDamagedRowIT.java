package dev.chatstore.redis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Page;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Role;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.Slice;
import dev.chatstore.api.Storage;
import dev.chatstore.api.contents.ContentQuery;
import dev.chatstore.api.contents.ContentStatistics;
import dev.chatstore.api.contents.Contents;
import dev.chatstore.redis.client.KeyFamily;
import dev.chatstore.redis.client.Keys;
import dev.chatstore.redis.codec.ByteSink;
import dev.chatstore.testkit.fault.Damage;
import dev.chatstore.testkit.fault.DamagedRowContract;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.TestRedis;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

final class RedisDamagedRowIT extends DamagedRowContract {
    private static final String PREFIX = "damaged";
    private static final TestRedis SERVER = RedisServers.shared();
    private static final Keys KEYS = new Keys(PREFIX);
    private static final byte[] JSON = utf8(METADATA);
    private static final int DIGEST_AND_LENGTH = Long.BYTES + Integer.BYTES;
    private static RedisClient client;

    @BeforeAll
    static void connect() {
        client = RedisClient.create("127.0.0.1", SERVER.port());
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    @Override
    protected Storage open() {
        SERVER.clear(PREFIX);
        return openAnother();
    }

    @Override
    protected Storage openAnother() {
        return ChatStorage.builder()
                .url(SERVER.url())
                .set("redis.prefix", PREFIX)
                .open();
    }

    @Override
    protected void damage(ConversationId id, long sequence, Damage damage) {
        if (damage == Damage.PROFILE) {
            client.hset(KEYS.of(KeyFamily.HEAD, id), utf8("metadata"), utf8("12345678[1"));
            return;
        }
        if (damage == Damage.HEAD) {
            client.hset(KEYS.of(KeyFamily.HEAD, id), utf8("tokens"), utf8("many"));
            return;
        }
        byte[] key = KEYS.of(KeyFamily.MESSAGES, id);
        byte[] field = utf8(Long.toString(sequence));
        byte[] message = Objects.requireNonNull(client.hget(key, field));
        client.hset(key, field, damaged(message, sequence, damage));
    }

    private static byte[] damaged(byte[] message, long sequence, Damage damage) {
        byte[] copy = message.clone();
        switch (damage) {
            case ROLE -> {
                byte[] id = utf8("m-" + sequence);
                copy[indexOf(copy, id) + id.length + Integer.BYTES + 1] = 9;
                return copy;
            }
            case ATTACHMENTS -> {
                copy[indexOf(copy, utf8(REFERENCE)) - 1] = (byte) 0xff;
                return copy;
            }
            case METADATA -> {
                return withMetadata(copy, "{\"damaged\":");
            }
            case EXPONENT -> {
                return withMetadata(copy, "{\"damaged\":10e2147483647}");
            }
            default -> {
                return withMetadata(copy, "{\"damaged\":" + "7".repeat(1_000_000) + "}");
            }
        }
    }

    private static byte[] withMetadata(byte[] message, String json) {
        int length = indexOf(message, JSON) - DIGEST_AND_LENGTH;
        byte[] text = utf8(json);
        return new ByteSink()
                .put(Arrays.copyOf(message, length))
                .putInt(Long.BYTES + text.length)
                .putLong(7)
                .put(text)
                .toBytes();
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(new String(part, StandardCharsets.ISO_8859_1));
    }

    @Override
    protected void damage(SessionId id) {
        client.hset(KEYS.of(id), utf8("state"), utf8("{\"item\":"));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aMessageOfWhichNothingIsLeftIsNamedAndCanBeRedacted() {
        ConversationId id = ConversationId.of("nothing left");
        try (Storage storage = open()) {
            ChatStore chats = storage.chats();
            chats.append(id, NewMessage.user("one"), NewMessage.user("two").withId("m-2"), NewMessage.user("three"));
            for (byte[] value : List.of(utf8("what somebody said"), new byte[] {2, 0, 0}, new byte[0])) {
                client.hset(KEYS.of(KeyFamily.MESSAGES, id), utf8("2"), value);
                for (List<Message> read :
                        List.of(chats.recent(id, 3), chats.recentPath(id, 3), chats.history(id, Slice.after(0, 3)))) {
                    assertThat(read.stream().map(Message::text).toList()).containsExactly("one", "", "three");
                    assertThat(read.get(1).unreadable()).containsExactly("message");
                    assertThat(read.get(1).role()).isEqualTo(Role.SYSTEM);
                }
                assertThat(chats.replies(id, 1)).hasSize(1);
                Message redacted = (value.length == 0 ? chats.redact(id, 2) : chats.redact(id, "m-2")).orElseThrow();
                assertThat(redacted.redacted()).isTrue();
                assertThat(redacted.id()).isEqualTo(value.length == 0 ? null : "m-2");
                assertThat(redacted.unreadable()).containsExactly("role");
                assertThat(chats.recent(id, 3).get(1)).isEqualTo(redacted);
                assertThat(chats.redact(id, 2)).contains(redacted);
            }
            assertThat(chats.append(id, NewMessage.user("another").withId("m-2"))
                            .duplicate())
                    .isTrue();
        }
    }

    @Test
    void aRedactionOfALaterLayoutIsRefused() {
        ConversationId id = ConversationId.of("a later layout");
        try (Storage storage = open()) {
            storage.chats().append(id, NewMessage.user("one"));
            byte[] key = KEYS.of(KeyFamily.MESSAGES, id);
            byte[] later = Objects.requireNonNull(client.hget(key, utf8("1")));
            later[0]++;
            client.hset(key, utf8("1"), later);
            assertThatThrownBy(() -> storage.chats().redact(id, 1)).isInstanceOf(CorruptDataException.class);
            assertThat(client.hget(key, utf8("1"))).isEqualTo(later);
            assertThat(storage.chats().delete(id)).isTrue();
        }
    }

    @Test
    void aHeadThatCannotBeReadLeavesItsNeighboursInTheLists() {
        ConversationId id = ConversationId.of("no head");
        try (Storage storage = open()) {
            ChatStore chats = storage.chats();
            chats.open(id, Profile.EMPTY.withOwner("ola"));
            chats.open(ConversationId.of("a neighbour"), Profile.EMPTY.withOwner("ola"));
            client.hset(KEYS.of(KeyFamily.HEAD, id), utf8("tokens"), utf8("what somebody said"));
            for (ConversationQuery.Order order : ConversationQuery.Order.values()) {
                Page<?> page = chats.list(ConversationQuery.ofOwner("ola").withOrder(order));
                assertThat(page.items()).hasSize(1);
                assertThat(page.unreadable())
                        .singleElement()
                        .satisfies(e -> assertThat(e.conversation()).isEqualTo(id));
            }
            for (ContentQuery query :
                    List.of(ContentQuery.ofTenant(ConversationId.DEFAULT_TENANT), ContentQuery.ofOwner("ola"))) {
                ContentStatistics counted = Contents.of(storage).orElseThrow().count(query);
                assertThat(counted.conversations()).isEqualTo(1);
                assertThat(counted.unreadable()).isEqualTo(1);
            }
            assertThat(chats.delete(id)).isTrue();
            assertThat(chats.list(ConversationQuery.ofOwner("ola")).unreadable())
                    .isEmpty();
        }
    }
}
