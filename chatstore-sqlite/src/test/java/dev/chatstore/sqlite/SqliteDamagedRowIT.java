package dev.chatstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.Message;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.Storage;
import dev.chatstore.core.prompt.ContextWindow;
import dev.chatstore.core.prompt.Prompt;
import dev.chatstore.core.transfer.ExportReport;
import dev.chatstore.core.transfer.HistoryExport;
import dev.chatstore.testkit.fault.Damage;
import dev.chatstore.testkit.fault.DamagedRowContract;
import dev.chatstore.testkit.jdbc.SqlDamage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteDamagedRowIT extends DamagedRowContract {
    @TempDir
    Path folder;

    @Override
    protected Storage open() {
        return ChatStorage.open("sqlite:" + file());
    }

    @Override
    protected Storage openAnother() {
        return ChatStorage.builder()
                .url("sqlite:" + file())
                .set("cache.bytes", "1MiB")
                .set("cache.session-bytes", "1MiB")
                .open();
    }

    @Test
    void anExportCountsWhatItCouldNotRead() throws IOException {
        ConversationId id = ConversationId.of("a conversation");
        damage(id, 2, Damage.METADATA);
        damage(id, 0, Damage.PROFILE);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ChatStorage storage = ChatStorage.open("sqlite:" + file())) {
            HistoryExport export = HistoryExport.from(storage.chats());
            assertThat(export.write(ConversationQuery.ofTenant(ConversationId.DEFAULT_TENANT), out))
                    .isEqualTo(new ExportReport(1, 5, 2));
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("one", "two", "three", "four", "five");
    }

    @Test
    void aWindowLeavesOutWhatCannotBeRead() {
        ConversationId id = ConversationId.of("a conversation");
        damage(id, 2, Damage.ROLE);
        damage(id, 3, Damage.METADATA);
        try (ChatStorage storage = ChatStorage.open("sqlite:" + file())) {
            Prompt prompt = ContextWindow.ofMessages(10).read(storage.chats(), id);

            assertThat(prompt.messages()).extracting(Message::text).containsExactly("one", "three", "four", "five");
            assertThat(prompt.leftOut()).containsExactly(2L);
        }
    }

    private Path file() {
        return folder.resolve("bot.db");
    }

    @Override
    protected void damage(ConversationId id, long sequence, Damage damage) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file())) {
            SqlDamage.damage(connection, id, sequence, damage);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected void damage(SessionId id) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file())) {
            SqlDamage.damage(connection, id);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
