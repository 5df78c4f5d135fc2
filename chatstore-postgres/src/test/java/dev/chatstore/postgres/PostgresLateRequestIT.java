package dev.chatstore.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.fault.FaultProxy;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestDatabase;
import dev.chatstore.testkit.server.TestServers;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A request that was abandoned and retried may still be on its way to the server. */
class PostgresLateRequestIT {
    private static final ConversationId ID = ConversationId.of("kari");

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

    private static void waitUntil(long startNanos, Duration after) {
        for (long left = after.toNanos(); left > 0; left = after.toNanos() - (System.nanoTime() - startNanos)) {
            LockSupport.parkNanos(left);
        }
    }
}
