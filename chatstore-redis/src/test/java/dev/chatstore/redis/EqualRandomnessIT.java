package dev.chatstore.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionStore;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.TestRedis;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two processes with the same randomness and the same time, as two copies of one virtual machine have. */
final class EqualRandomnessIT {
    private static final String PREFIX = "equal";
    private static final ConversationId ID = ConversationId.of("c");
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));

    private final TestRedis server = RedisServers.shared();
    private final ChatStorage one = open();
    private final ChatStorage two = open();

    private ChatStorage open() {
        return ChatStorage.builder()
                .url(server.url())
                .set("redis.prefix", PREFIX)
                .clock(CLOCK)
                .expiryClock(CLOCK)
                .random(new Random(42))
                .open();
    }

    @AfterEach
    void close() {
        one.close();
        two.close();
        server.clear(PREFIX);
    }

    @Test
    void eachAcknowledgedAppendIsStored() {
        for (int i = 1; i <= 5; i++) {
            one.chats().append(ID, NewMessage.user("one " + i));
            two.chats().append(ID, NewMessage.user("two " + i));
        }
        assertThat(one.chats().recent(ID, 20))
                .extracting(Message::text)
                .containsExactly(
                        "one 1", "two 1", "one 2", "two 2", "one 3", "two 3", "one 4", "two 4", "one 5", "two 5");
    }

    @Test
    void eachAppendOfTheSameTextIsStored() {
        for (int i = 1; i <= 5; i++) {
            one.chats().append(ID, NewMessage.user("hello"));
            two.chats().append(ID, NewMessage.user("hello"));
        }
        assertThat(one.chats().recent(ID, 20)).hasSize(10);
    }

    @Test
    void eachConversationIsListedAndDeleted() {
        one.chats().append(ID, NewMessage.user("text"));
        assertThat(one.chats().delete(ID)).isTrue();
        two.chats().append(ID, NewMessage.user("again"));
        assertThat(two.chats().delete(ID)).isTrue();
        assertThat(two.chats().find(ID)).isEmpty();
        one.chats().open(ID, Profile.EMPTY.withTitle("title"));
        two.chats().open(ConversationId.of("d"), Profile.EMPTY);
        assertThat(one.chats().list(ConversationQuery.ofTenant(ID.tenant())).items())
                .hasSize(2);
    }

    @Test
    void eachEditAndPatchIsMade() {
        one.chats().append(ID, NewMessage.user("text"));
        two.chats().find(ID);
        for (int i = 1; i <= 5; i++) {
            one.chats().edit(ID, 1, MessageEdit.of("one " + i));
            assertThat(two.chats().edit(ID, 1, MessageEdit.of("two " + i)))
                    .map(Message::text)
                    .hasValue("two " + i);
            one.chats().patch(ConversationPatch.of(ID).withTitle("one " + i));
            assertThat(two.chats().patch(ConversationPatch.of(ID).withTitle("two " + i)))
                    .map(Conversation::profile)
                    .map(Profile::title)
                    .hasValue("two " + i);
        }
    }

    @Test
    void eachSavedStateIsStored() {
        SessionKey key = SessionKey.of("s");
        SessionStore<Integer> ofOne = one.sessions("count", Integer.class);
        SessionStore<Integer> ofTwo = two.sessions("count", Integer.class);
        for (int i = 0; i < 5; i++) {
            ofOne.update(key, () -> 0, count -> count + 1);
            ofTwo.update(key, () -> 0, count -> count + 1);
        }
        assertThat(ofOne.find(key).orElseThrow().state()).isEqualTo(10);
        assertThat(List.of(ofOne.delete(key), ofTwo.delete(key))).containsExactly(true, false);
    }
}
