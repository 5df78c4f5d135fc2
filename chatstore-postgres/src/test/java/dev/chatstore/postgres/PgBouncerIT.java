package dev.chatstore.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.testkit.EveryOperation;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestDatabase;
import dev.chatstore.testkit.server.TestServer;
import dev.chatstore.testkit.server.TestServers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store behind PgBouncer in transaction mode, as docs/operations.md describes it. */
class PgBouncerIT {
    private static final ConversationId ID = ConversationId.of("kari");

    @TempDir
    private Path folder;

    private final TestServer server = TestServers.shared(ServerKind.POSTGRES_18);
    private final TestDatabase database = server.newDatabase();

    @Test
    void theDocumentedWayWorks() throws Exception {
        try (PgBouncer pooler = PgBouncer.before(database, server.port(), folder);
                ChatStorage storage = ChatStorage.open(database.url(pooler.port()) + "?prepareThreshold=0")) {
            EveryOperation.of(storage, ID).values().forEach(Runnable::run);
            Racers.all(8, racer -> {
                for (int i = 0; i < 20; i++) {
                    storage.chats()
                            .append(
                                    ConversationId.of("c" + i % 3),
                                    NewMessage.user("m").withId(racer + "-" + i));
                    storage.chats().recent(ConversationId.of("c" + i % 3), 5);
                }
                return racer;
            });
            long messages = 0;
            for (int i = 0; i < 3; i++) {
                messages += storage.chats()
                        .find(ConversationId.of("c" + i))
                        .orElseThrow()
                        .messageCount();
            }
            assertThat(messages).isEqualTo(160);
            assertThatASnapshotIsOneMoment(storage);
        }
    }

    private static void assertThatASnapshotIsOneMoment(ChatStorage storage) {
        ConversationId later = ConversationId.of("later");
        try (StoreSnapshot snapshot = StoreAccess.of(storage).orElseThrow().snapshot(StoreScope.everything())) {
            storage.chats().append(later, NewMessage.user("text"));
            List<ConversationSnapshot> read = new ArrayList<>();
            snapshot.conversations().forEachRemaining(read::add);
            assertThat(read).extracting(ConversationSnapshot::id).contains(ID).doesNotContain(later);
            assertThat(snapshot.find(later)).isEmpty();
        }
    }
}
