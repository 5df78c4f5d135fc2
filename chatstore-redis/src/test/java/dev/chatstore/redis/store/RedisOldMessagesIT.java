package dev.chatstore.redis.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.spi.OldMessages;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.TestRedis;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

/** What is left in the keys of messages that were removed as old ones. */
final class RedisOldMessagesIT {
    private static final String PREFIX = "old";
    private static final ConversationId ID = ConversationId.of("c");
    private static final String KEYS = PREFIX + ":c:{default:c}:";

    private final TestRedis server = RedisServers.shared();
    private final RedisClient client = RedisClient.create("127.0.0.1", server.port());
    private final ChatStorage storage =
            ChatStorage.builder().url(server.url()).set("redis.prefix", PREFIX).open();
    private final ChatStore chats = storage.chats();

    @BeforeEach
    void clear() {
        server.clear(PREFIX);
    }

    @AfterEach
    void close() {
        storage.close();
        client.close();
    }

    private int trim(long first) {
        return StoreAccess.of(storage).orElseThrow().oldMessages().trim(ID, first, OldMessages.MESSAGES_PER_CALL);
    }

    @Test
    void nothingButTheRecordsOfTheirIds() {
        chats.append(
                ID,
                NewMessage.user("secret").withId("m1").withTokens(3),
                NewMessage.user("secret").withParent(0),
                NewMessage.user("kept").withParent(1));
        chats.edit(ID, 1, MessageEdit.of("secret too"));
        assertThat(trim(3)).isEqualTo(2);

        assertThat(client.hgetAll(KEYS + "messages")).containsOnlyKeys("3");
        assertThat(client.hgetAll(KEYS + "ids")).containsOnlyKeys("m1");
        assertThat(client.exists(KEYS + "revisions")).isFalse();
        assertThat(client.zcard(KEYS + "replies")).isEqualTo(1);
        assertThat(chats.find(ID).orElseThrow().tokens()).isZero();
        assertThat(trim(9)).isEqualTo(1);
        assertThat(client.exists(KEYS + "messages")).isFalse();
        assertThat(client.exists(KEYS + "replies")).isFalse();
    }

    @Test
    void aDamagedMessageLeavesWithItsRevisions() {
        chats.append(
                ID, NewMessage.user("one").withTokens(2), NewMessage.user("two").withTokens(3));
        chats.edit(ID, 1, MessageEdit.of("uno"));
        client.hset(KEYS + "messages", Map.of("1", "damaged"));
        assertThat(trim(3)).isEqualTo(2);
        assertThat(client.exists(KEYS + "messages")).isFalse();
        assertThat(client.exists(KEYS + "revisions")).isFalse();
    }
}
