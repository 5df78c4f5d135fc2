package dev.chatstore.redis.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** What an erasure leaves in the keys and values of a Redis that is the store. */
class RedisErasureIT {
    private static final String PERSON = "kari-4799887766";
    private static final String MARKER = "zebra-marker";
    private static final String TENANT = "acme";

    private static TestRedis redis;

    @BeforeAll
    static void startRedis() {
        redis = RedisServers.start();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    private static void fill(ChatStorage storage) {
        ChatStore chats = storage.chats();
        for (int i = 0; i < 3; i++) {
            ConversationId owned = ConversationId.of(TENANT, PERSON + "-" + i);
            chats.open(owned, Profile.EMPTY.withOwner(PERSON).withTitle(MARKER));
            chats.append(owned, NewMessage.user(MARKER).withId(PERSON));
            chats.edit(owned, 1, MessageEdit.of(MARKER + " edited"));
        }
        ConversationId group = ConversationId.of(TENANT, "group");
        chats.append(
                group,
                NewMessage.user("of others"),
                NewMessage.user(MARKER).withAuthor(PERSON).withId(PERSON + ":2").withMetadata(Map.of("from", MARKER)));
        chats.edit(group, 2, MessageEdit.of(MARKER + " edited"));
        storage.sessions(String.class).assigningOwner(PERSON).getOrCreate(SessionKey.of(TENANT, PERSON), () -> MARKER);
    }

    /** Returns the keys that have a text in their name or value, of those that Redis does not remove by itself. */
    private static List<String> lastingKeysWith(Jedis client, String text) {
        return client.keys("*").stream()
                .filter(key -> client.ttl(key) < 0)
                .filter(key -> key.contains(text) || isInValue(client, key, text))
                .toList();
    }

    /** Returns whether a value has a text, whether or not Redis removes it by itself. */
    private static List<String> valuesWith(Jedis client, String text) {
        return client.keys("*").stream()
                .filter(key -> isInValue(client, key, text))
                .toList();
    }

    private static boolean isInValue(Jedis client, String key, String text) {
        List<String> all = new ArrayList<>();
        switch (client.type(key)) {
            case "string" -> all.add(client.get(key));
            case "hash" -> client.hgetAll(key).forEach((field, value) -> all.addAll(List.of(field, value)));
            case "zset" -> all.addAll(client.zrange(key, 0, -1));
            default -> throw new IllegalStateException("a key of another type: " + key);
        }
        return all.stream().anyMatch(value -> value.contains(text));
    }

    @Test
    void nothingLastingIsLeftOfThePerson() {
        try (ChatStorage storage = ChatStorage.open(redis.url());
                Jedis client = new Jedis(URI.create(redis.url()))) {
            fill(storage);
            assertThat(valuesWith(client, MARKER)).isNotEmpty();
            assertThat(lastingKeysWith(client, PERSON)).isNotEmpty();
            assertThat(Erasure.of(storage, Person.of(TENANT, PERSON), "operator")
                            .run()
                            .certificate()
                            .outcome())
                    .isEqualTo(Outcome.COMPLETE);
            assertThat(valuesWith(client, MARKER)).isEmpty();
            assertThat(lastingKeysWith(client, PERSON)).isEmpty();
        }
    }
}
