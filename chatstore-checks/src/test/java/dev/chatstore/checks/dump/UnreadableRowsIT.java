package dev.chatstore.checks.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.core.dump.DumpReport;
import dev.chatstore.core.dump.Quantity;
import dev.chatstore.core.dump.RestoreReport;
import dev.chatstore.core.dump.StoreCopy;
import dev.chatstore.core.dump.StoreDump;
import dev.chatstore.core.dump.StoreRestore;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be read is not left out without a word, and does not keep the rest from being dumped. */
final class UnreadableRowsIT {
    private static final ConversationId DAMAGED = ConversationId.of("damaged");

    @TempDir
    Path folder;

    private Path database;

    @BeforeEach
    void fill() {
        database = folder.resolve("bot.db");
        try (ChatStorage storage = open()) {
            for (String name : new String[] {"before", DAMAGED.value(), "later"}) {
                ConversationId id = ConversationId.of(name);
                storage.chats()
                        .append(
                                id,
                                NewMessage.user("one"),
                                NewMessage.user("two").withMetadata(Map.of("key", "value")),
                                NewMessage.user("three"));
                storage.chats().edit(id, 3, MessageEdit.of("tres"));
            }
        }
    }

    private ChatStorage open() {
        return ChatStorage.open("sqlite:" + database);
    }

    private void damage(String update) throws SQLException {
        damage(update, "conversation");
    }

    private void damage(String update, String column) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(update + " where " + column + " = 'damaged'"))
                    .isPositive();
        }
    }

    private void assertIsLeftOutByChoiceAlone(String field) throws IOException {
        Path file = folder.resolve("bot.dump.zst");
        try (ChatStorage storage = open();
                ChatStorage restored = ChatStorage.open("memory:");
                ChatStorage copied = ChatStorage.open("memory:")) {
            StoreDump dump = StoreDump.of(storage);
            assertThatThrownBy(() -> dump.write(file)).isInstanceOfSatisfying(CorruptDataException.class, error -> {
                assertThat(error.conversation()).isEqualTo(DAMAGED);
                assertThat(error.field()).isEqualTo(field);
            });
            assertThat(file).doesNotExist();

            DumpReport report = dump.skipUnreadable().write(file);
            assertThat(report.leftOutCount()).isEqualTo(1);
            assertThat(report.leftOut())
                    .singleElement()
                    .extracting(CorruptDataException::conversation)
                    .isEqualTo(DAMAGED);
            assertThat(report.content().conversations()).isEqualTo(2);
            RestoreReport restore = StoreRestore.into(restored).read(file);
            assertThat(restore.added()).isEqualTo(new Quantity(2, 6, 0));

            RestoreReport copy = StoreCopy.from(storage).to(copied).run();
            assertThat(copy.added()).isEqualTo(restore.added());
            assertThat(copy.refused().conversations()).isEqualTo(1);
            assertThat(copy.isComplete()).isFalse();
            assertThat(copied.chats().find(DAMAGED)).isEmpty();
        }
    }

    @Test
    void aMessageWithDamagedMetadata() throws Exception {
        damage("update chat_message set metadata = '{broken'");
        assertIsLeftOutByChoiceAlone("message 1.metadata");
    }

    @Test
    void aMessageThatIsMissing() throws Exception {
        damage("update chat_conversation set message_count = 4, last_sequence = 4", "id");
        assertIsLeftOutByChoiceAlone("message 4");
    }

    @Test
    void aRevisionThatIsMissing() throws Exception {
        damage("delete from chat_revision");
        assertIsLeftOutByChoiceAlone("message 3.revisions");
    }

    @Test
    void aHeadThatDoesNotAgreeWithItsMessages() throws Exception {
        damage("update chat_conversation set tokens = 7", "id");
        assertIsLeftOutByChoiceAlone("tokens");
    }

    @Test
    void aHeadWhoseNumbersDoNotAgree() throws Exception {
        damage("update chat_conversation set message_count = 4", "id");
        assertIsLeftOutByChoiceAlone("messageCount");
    }

    @Test
    void aSessionWhoseNameIsNone() throws Exception {
        Path file = folder.resolve("bot.dump.zst");
        try (ChatStorage storage = open()) {
            for (String name : new String[] {"before", DAMAGED.value(), "later"}) {
                storage.sessions("named", String.class).getOrCreate(SessionKey.of(name), () -> name);
            }
            damage("update chat_session set name = '!'", "id");
            StoreDump dump = StoreDump.of(storage);
            for (StoreDump each : List.of(dump, dump.withScope(StoreScope.ofTenant(DAMAGED.tenant())))) {
                assertThatThrownBy(() -> each.write(file)).isInstanceOf(CorruptDataException.class);
                DumpReport report = each.skipUnreadable().write(file);
                assertThat(report.leftOutCount()).isEqualTo(1);
                assertThat(report.content().sessions()).isEqualTo(2);
            }
        }
    }
}
