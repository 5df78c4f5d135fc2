package dev.chatstore.redis.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Append;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.redis.client.Reply;
import dev.chatstore.redis.client.ScriptCall;
import dev.chatstore.redis.store.form.NewEntries;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.TestRedis;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

/** Attempts of a call that arrive again, after other writers were served. */
class LateCallIT {
    private static final String PREFIX = "late-call";
    private static final Instant TIME = Instant.parse("2026-03-01T12:00:00Z");

    private final TestRedis server = RedisServers.shared();
    private final RedisClient client = RedisClient.create("127.0.0.1", server.port());

    @BeforeEach
    void clear() {
        server.clear(PREFIX);
    }

    @AfterEach
    void close() {
        client.close();
    }

    private Reply run(ScriptCall call) {
        return Reply.of(client.executeCommand(call.byText()));
    }

    private static ScriptCall.Builder onSession(StoreScript script) {
        return script.on(List.of((PREFIX + ":session").getBytes(StandardCharsets.UTF_8)));
    }

    private static ScriptCall save(long token, String nonce, long expected) {
        return onSession(StoreScript.SESSION_SAVE)
                .with("")
                .with("")
                .with(1)
                .with(token)
                .with("{}")
                .with("")
                .with(nonce)
                .with(expected)
                .with("")
                .call();
    }

    private static ScriptCall delete(long token) {
        return onSession(StoreScript.SESSION_DELETE).with("").with(token).call();
    }

    private String outcome(ScriptCall call) {
        return run(call).outcome();
    }

    private String find() {
        return outcome(onSession(StoreScript.SESSION_FIND).with("").call());
    }

    @Test
    void aDeleteThatArrivesAgainLeavesTheSuccessorOfTheSession() {
        assertThat(outcome(save(1, "n1", 0))).isEqualTo("SESSION");
        assertThat(outcome(delete(2))).isEqualTo("DELETED");
        assertThat(outcome(save(3, "n2", 0))).isEqualTo("SESSION");
        assertThat(outcome(delete(2))).isEqualTo("DELETED");
        assertThat(find()).isEqualTo("SESSION");
        assertThat(outcome(delete(4))).isEqualTo("DELETED");
        assertThat(find()).isEqualTo("NONE");
    }

    @Test
    void aCreationThatArrivesAgainDoesNotBringADeletedSessionBack() {
        assertThat(outcome(save(1, "n1", 0))).isEqualTo("SESSION");
        assertThat(outcome(delete(2))).isEqualTo("DELETED");
        assertThat(outcome(save(1, "n1", 0))).isEqualTo("REMOVED");
        assertThat(outcome(save(1, "n2", 0))).isEqualTo("REMOVED");
        assertThat(find()).isEqualTo("NONE");
        assertThat(outcome(save(3, "n3", 0))).isEqualTo("SESSION");
    }

    @Test
    void anAppendDoesNotNameTheEntryOfAConversationThatWasDeletedSince() {
        ConversationId id = ConversationId.of("there");
        List<byte[]> keys = IntStream.range(0, 7)
                .mapToObj(i -> (PREFIX + ":" + i).getBytes(StandardCharsets.UTF_8))
                .toList();
        NewEntries entries = new NewEntries(id, 1, "a nonce", true, Set.of());
        assertThat(outcome(append(id, 1).call(keys, "", entries))).isEqualTo("APPENDED");
        assertThat(outcome(StoreScript.DELETE.on(keys).with(2).with("").with(1).call()))
                .isEqualTo("DELETED");
        Reply again = run(append(id, 3).call(keys, "", entries));
        assertThat(again.outcome()).isEqualTo("ABSENT");
        assertThat(again.number(1)).isPositive();
    }

    private static PendingAppend append(ConversationId id, long token) {
        return PendingAppend.of(Append.of(id, NewMessage.user("hello")), 0, TIME, stored -> token);
    }
}
