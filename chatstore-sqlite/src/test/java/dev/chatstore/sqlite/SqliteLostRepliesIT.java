package dev.chatstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Storage;
import dev.chatstore.api.spi.OldMessages;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.testkit.fault.FaultLoad;
import dev.chatstore.testkit.fault.LoadReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writers and readers whose commits lose their replies again and again. */
final class SqliteLostRepliesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LOST = 50;

    private final ProbedSqlite sqlite = new ProbedSqlite();

    @TempDir
    Path folder;

    @Test
    void messagesThatTheStoreRetriesAreStoredOnce() {
        LoadReport report = loseReplies(Map.of());

        assertThat(report.unavailable()).isZero();
    }

    @Test
    void messagesThatCallersRetryAreStoredOnce() {
        LoadReport report = loseReplies(Map.of("database.retries", "0"));

        assertThat(report.unavailable()).isPositive();
        assertThat(report.settled()).isPositive();
        assertThat(report.unknown()).isPositive();
    }

    @Test
    void aRemovalWhoseReplyIsLostLeavesAConversationThatIsCreatedMeanwhile() {
        ConversationId id = ConversationId.of("a conversation");
        String url = "sqlite:" + folder.resolve("bot.db");
        try (Storage storage = sqlite.open(url, InstantSource.system(), Map.of());
                Storage other = ChatStorage.open(url)) {
            ChatStore others = other.chats();
            say(others, id);
            Conversation head = others.find(id).orElseThrow();
            OldMessages old = StoreAccess.of(storage).orElseThrow().oldMessages();
            sqlite.probes().loseNextReply(() -> {
                others.delete(id);
                say(others, id);
            });

            assertThat(old.trim(id, head.created(), 3, 100)).isEqualTo(2);
            assertThat(others.recent(id, 10)).hasSize(4);
        }
    }

    private static void say(ChatStore chats, ConversationId id) {
        for (int i = 0; i < 4; i++) {
            chats.append(id, NewMessage.user("text"));
        }
    }

    private LoadReport loseReplies(Map<String, String> settings) {
        try (Storage stores = sqlite.open("sqlite:" + folder.resolve("bot.db"), InstantSource.system(), settings);
                FaultLoad load = FaultLoad.start(stores.chats(), 8, 4)) {
            for (int i = 0; i < LOST; i++) {
                sqlite.probes().loseNextReply();
                load.awaitSuccessOfAll(PATIENCE);
            }
            return load.endAndCheck(PATIENCE);
        }
    }
}
