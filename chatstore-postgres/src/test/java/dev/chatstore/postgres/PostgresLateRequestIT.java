package dev.chatstore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.LoadOutcome;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.fault.FaultProxy;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestDatabase;
import dev.chatstore.testkit.server.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** A request that was abandoned and retried may still be on its way to the server. */
class PostgresLateRequestIT {
    private static final ConversationId ID = ConversationId.of("kari");

    private static final ConversationId LOADED = ConversationId.of("loaded");

    private static final Duration DELAY = Duration.ofSeconds(8);

    private final TestDatabase database =
            TestServers.shared(ServerKind.POSTGRES_18).newDatabase();

    @Test
    void anAppendWhoseRequestArrivesAfterItsRetryIsStoredOnce() throws Exception {
        int port = TestServers.shared(ServerKind.POSTGRES_18).port();
        try (FaultProxy proxy = FaultProxy.before(port);
                ChatStorage storage = ChatStorage.builder()
                        .url(database.url(proxy.port()))
                        .set("database.socket-timeout", "1s")
                        .open()) {
            storage.chats().append(ID, NewMessage.user("first"));
            proxy.delay(DELAY, Duration.ZERO);
            long start = System.nanoTime();
            Future<AppendReceipt> late =
                    Racers.start("late", () -> storage.chats().append(ID, NewMessage.user("late")));
            // The request takes half a second to arrive; later requests are faster.
            waitUntil(start, Duration.ofMillis(500));
            proxy.delay(Duration.ZERO, Duration.ZERO);
            assertThat(late.get().lastSequence()).isEqualTo(2);
            assertThat(System.nanoTime() - start)
                    .as("retried while the first request was on its way")
                    .isLessThan(DELAY.toNanos());
            // By now the first request has arrived.
            waitUntil(start, DELAY.plusSeconds(2));
            assertThat(storage.chats().recent(ID, 10)).extracting(Message::text).containsExactly("first", "late");
        }
    }

    @Test
    void aCopyWhoseAnswerComesTooLateLeavesNoAnswerToTheNextStatement() throws Exception {
        int port = TestServers.shared(ServerKind.POSTGRES_18).port();
        try (FaultProxy proxy = FaultProxy.before(port);
                ChatStorage storage = ChatStorage.builder()
                        .url(database.url(proxy.port()))
                        .set("database.socket-timeout", "1s")
                        .set("database.retries", "0")
                        .set("database.writers", "1")
                        .set("database.readers", "1")
                        .open()) {
            storage.chats().append(ID, NewMessage.user("first"));
            Message message = Message.appended(NewMessage.user("copied"), 1, 1, Instant.EPOCH);
            Conversation head = new Conversation(
                    LOADED, 1, 1, 1, 0, Profile.EMPTY, false, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);
            Predicate<byte[]> copied = FaultProxy.containing("copied");
            proxy.loseReplyTo(request -> {
                if (copied.test(request)) {
                    proxy.holdReplies();
                }
                return false;
            });
            long start = System.nanoTime();
            Future<List<LoadOutcome>> load = Racers.start(
                    "load",
                    () -> ConversationLoader.of(storage.chats())
                            .orElseThrow()
                            .load(List.of(new ConversationSnapshot(head, List.of(new MessageSnapshot(message))))));
            waitUntil(start, Duration.ofMillis(1_500));
            proxy.loseNoReply();
            proxy.releaseReplies();
            assertThatThrownBy(load::get).hasCauseInstanceOf(UnavailableException.class);
            for (int i = 2; i <= 6; i++) {
                assertThat(storage.chats()
                                .append(ID, NewMessage.user("text " + i))
                                .lastSequence())
                        .isEqualTo(i);
                assertThat(storage.chats().recent(ID, 1))
                        .extracting(Message::text)
                        .containsExactly("text " + i);
            }
            assertThat(storage.chats().find(LOADED)).isEmpty();
        }
    }

    private static void waitUntil(long startNanos, Duration after) {
        for (long left = after.toNanos(); left > 0; left = after.toNanos() - (System.nanoTime() - startNanos)) {
            LockSupport.parkNanos(left);
        }
    }
}
