package dev.chatstore.checks.tiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.Unconfirmed;
import dev.chatstore.core.operations.CoherenceReport;
import dev.chatstore.core.operations.Health;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestServer;
import dev.chatstore.testkit.server.TestServers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * PostgreSQL is killed behind warm caches: cached messages are returned and marked, and everything else is an error.
 */
final class DatabaseDownIT {
    private static final List<String> TEXTS = List.of("one", "two");

    private final TestServer server = TestServers.start(ServerKind.POSTGRES_18);
    private final String url = server.newDatabase().url();
    private final ConversationId id = ConversationId.of("kari");
    private final ConversationId unread = ConversationId.of("never read");
    private final SessionKey key = SessionKey.of("kari");
    private final ChatStorage both = open(Map.of("cache.bytes", "1MiB"));
    private final ChatStorage sharedOnly = open(Map.of());

    private ChatStorage open(Map<String, String> processCache) {
        Map<String, String> settings = new HashMap<>(processCache);
        settings.put("cache.url", RedisServers.shared().url());
        settings.put("redis.prefix", "database-down");
        settings.put("cache.max-staleness", NodesUnderLoad.BOUND.toMillis() + "ms");
        settings.put("cache.slow", "10s");
        settings.put("database.timeout", "300ms");
        settings.put("database.connection-timeout", "1s");
        settings.put("cache.when-down", "serve");
        return ChatStorage.builder().url(url).settings(settings).open();
    }

    @BeforeEach
    void fill() {
        RedisServers.shared().clear("database-down");
        both.chats().append(id, NewMessage.user("one"), NewMessage.user("two"));
        both.chats().append(unread, NewMessage.user("one"));
        both.sessions(String.class).getOrCreate(key, () -> "a state");
        List.of(both, sharedOnly).forEach(storage -> storage.chats().recent(id, 10));
    }

    @AfterEach
    void close() {
        both.close();
        sharedOnly.close();
        server.close();
    }

    @Test
    void cachedMessagesAreReturnedAndMarkedAndEverythingElseIsAnError() {
        server.kill();
        Await.pass(NodesUnderLoad.BOUND);
        for (ChatStorage storage : List.of(both, sharedOnly)) {
            List<Message> messages = storage.chats().recent(id, 10);
            assertThat(messages).extracting(Message::text).isEqualTo(TEXTS);
            assertThat(messages)
                    .isInstanceOfSatisfying(
                            Unconfirmed.class, old -> assertThat(old.age()).isGreaterThan(NodesUnderLoad.BOUND));
            assertUnavailable(() -> storage.caches().check(List.of(id)));
            assertThat(storage.health().state()).isEqualTo(Health.State.DOWN);
            assertThat(storage.health().parts().get(0).reason()).isNotBlank();
        }
        // Last, because a write whose outcome is unknown drops the cached messages.
        List.of(both, sharedOnly).forEach(this::assertEverythingElseIsUnavailable);
        server.start();
        Duration back = Await.until("the database", this::isBack);
        for (ChatStorage storage : List.of(both, sharedOnly)) {
            assertThat(storage.chats().recent(id, 10)).isNotInstanceOf(Unconfirmed.class);
            assertThat(storage.health().state()).isEqualTo(Health.State.UP);
            CoherenceReport report = storage.caches().check(List.of(id, unread));
            assertThat(report.isCoherent()).as(report.toString()).isTrue();
        }
        System.getLogger(DatabaseDownIT.class.getName())
                .log(System.Logger.Level.INFO, "reads from the database succeeded again after {0} ms", back.toMillis());
    }

    private boolean isBack() {
        return List.of(both, sharedOnly).stream().allMatch(storage -> {
            try {
                return !(storage.chats().recent(id, 10) instanceof Unconfirmed)
                        && !storage.chats().recent(unread, 10).isEmpty();
            } catch (UnavailableException e) {
                return false;
            }
        });
    }

    private void assertEverythingElseIsUnavailable(ChatStorage storage) {
        List<ThrowingCallable> calls = List.of(
                () -> storage.chats().recent(unread, 10),
                () -> storage.chats().find(unread),
                () -> storage.chats().recent(ConversationId.of("nobody"), 10),
                () -> storage.chats().latest().recent(id, 10),
                () -> storage.chats().list(ConversationQuery.ofOwner("kari")),
                () -> storage.chats().append(id, NewMessage.user("three")),
                () -> storage.chats().edit(id, 1, MessageEdit.of("uno")),
                () -> storage.chats().open(unread, Profile.EMPTY),
                () -> storage.chats().patch(ConversationPatch.of(unread).withTitle("a title")),
                () -> storage.chats().delete(unread),
                () -> storage.sessions(String.class).update(key, state -> state + "!"));
        assertThat(calls).allSatisfy(DatabaseDownIT::assertUnavailable);
    }

    private static void assertUnavailable(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        refusal -> assertThat(refusal.retryable()).isTrue());
    }
}
