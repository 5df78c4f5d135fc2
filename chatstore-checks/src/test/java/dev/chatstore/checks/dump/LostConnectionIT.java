package dev.chatstore.checks.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.core.dump.StoreDump;
import dev.chatstore.core.dump.TransferProgress;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestDatabase;
import dev.chatstore.testkit.server.TestServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dump whose connection is lost is no dump. */
final class LostConnectionIT {
    private static final int CONVERSATIONS = 1_200;

    private final TestDatabase database =
            TestServers.shared(ServerKind.POSTGRES_18).newDatabase();

    @TempDir
    Path folder;

    private void endSnapshots() {
        try (Connection administrator = database.connectAsAdministrator();
                Statement statement = administrator.createStatement()) {
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where datname = current_database() and state = 'idle in transaction'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aDumpWhoseConnectionEndsLeavesNoFileAndTheNextOneIsWhole() throws Exception {
        Path file = folder.resolve("bot.dump.zst");
        try (ChatStorage storage = ChatStorage.open(database.url())) {
            StoreAccess.of(storage)
                    .orElseThrow()
                    .loader()
                    .load(IntStream.range(0, CONVERSATIONS)
                            .mapToObj(i -> Loaded.conversation(ConversationId.of("c" + i), 2))
                            .toList());
            List<TransferProgress> heard = new ArrayList<>();
            StoreDump dump = StoreDump.of(storage).onProgress(progress -> {
                if (heard.isEmpty()) {
                    endSnapshots();
                }
                heard.add(progress);
            });
            assertThatThrownBy(() -> dump.write(file)).isInstanceOf(UnavailableException.class);
            assertThat(heard).isNotEmpty();
            assertThat(folder).isEmptyDirectory();

            assertThat(dump.write(file).content().conversations()).isEqualTo(CONVERSATIONS);
            storage.chats().open(ConversationId.of("the pools still work"), Profile.EMPTY);
            storage.chats().append(ConversationId.of("c1"), NewMessage.user("text"));
        }
    }
}
