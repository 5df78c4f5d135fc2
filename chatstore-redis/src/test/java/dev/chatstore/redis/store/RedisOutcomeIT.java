package dev.chatstore.redis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Slice;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.TestRedis;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a failed call says about its outcome, and about the data that it could not read. */
class RedisOutcomeIT {
    private static final ConversationId ID = ConversationId.of("a conversation");

    private final TestRedis server = RedisServers.start();
    private final ChatStorage storage = ChatStorage.builder()
            .url(server.url())
            .settings(Map.of(
                    "redis.socket-timeout", "200ms",
                    "redis.connection-timeout", "200ms",
                    "redis.timeout", "500ms",
                    "redis.retries", "1"))
            .open();
    private final ChatStore chats = storage.chats();

    @BeforeEach
    void append() {
        chats.append(ID, NewMessage.user("one").withId("m-1"));
    }

    @AfterEach
    void close() {
        storage.close();
        server.close();
    }

    private List<ThrowingCallable> writes() {
        return List.of(
                () -> chats.append(ID, NewMessage.user("two")),
                () -> chats.edit(ID, "m-1", MessageEdit.of("uno")),
                () -> chats.redact(ID, 1),
                () -> chats.patch(ConversationPatch.of(ID).withTitle("a title")),
                () -> chats.delete(ID, 1),
                () -> chats.delete(ID));
    }

    private List<ThrowingCallable> reads() {
        return List.of(
                () -> chats.find(ID),
                () -> chats.find(ID, 1),
                () -> chats.find(ID, "m-1"),
                () -> chats.recent(ID, 1),
                () -> chats.history(ID, Slice.pathToNewest(1)),
                () -> chats.history(ID, Slice.repliesTo(0, 1)),
                () -> chats.revisions(ID, 1),
                () -> chats.list(ConversationQuery.ofTenant(ConversationId.DEFAULT_TENANT)),
                () -> chats.count(ConversationQuery.ofTenant(ConversationId.DEFAULT_TENANT)));
    }

    private static boolean outcomeUnknown(ThrowingCallable call) {
        UnavailableException error = catchThrowableOfType(UnavailableException.class, call);
        assertThat(error).isNotNull();
        assertThat(error.retryable()).isTrue();
        return error.outcomeUnknown();
    }

    @Test
    void aWriteWithoutAReplyMayBeDoneAndAReadIsNot() {
        server.pause();
        try {
            assertThat(writes()).allMatch(RedisOutcomeIT::outcomeUnknown);
            assertThat(reads()).noneMatch(RedisOutcomeIT::outcomeUnknown);
            // A conversation is looked for before it is created.
            assertThat(outcomeUnknown(() -> chats.open(ConversationId.of("new"), Profile.EMPTY)))
                    .isFalse();
        } finally {
            server.resume();
        }
    }

    @Test
    void aWriteThatFindsNoServerIsNotDone() {
        server.kill();
        // A read takes the connection that was open.
        assertThat(reads()).noneMatch(RedisOutcomeIT::outcomeUnknown);
        assertThat(writes()).noneMatch(RedisOutcomeIT::outcomeUnknown);
    }

    @Test
    void aWriteThatTheServerRefusesIsNotDone() {
        server.ask("CONFIG", "SET", "min-replicas-to-write", "1");
        assertThat(writes()).noneMatch(RedisOutcomeIT::outcomeUnknown);
        server.ask("CONFIG", "SET", "min-replicas-to-write", "0");
        assertThat(chats.recent(ID, 2)).hasSize(1);
    }

    @Test
    void aMessageThatCannotBeReadIsNotEdited() {
        server.ask("HSET", "chatstore:c:{default:a conversation}:messages", "1", "what somebody said");
        assertCorrupt("message 1", () -> chats.edit(ID, 1, MessageEdit.of("uno")));
    }

    @Test
    void aHeadThatCannotBeReadIsNamed() {
        server.ask("HSET", "chatstore:c:{default:a conversation}:head", "tokens", "what somebody said");
        for (ThrowingCallable call :
                List.<ThrowingCallable>of(() -> chats.find(ID), () -> chats.open(ID, Profile.EMPTY))) {
            assertCorrupt("head", call);
        }
    }

    private static void assertCorrupt(String field, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(CorruptDataException.class, e -> {
                    assertThat(e.conversation()).isEqualTo(ID);
                    assertThat(e.field()).isEqualTo(field);
                })
                .hasMessageNotContaining("somebody");
    }
}
