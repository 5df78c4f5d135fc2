package dev.chatstore.checks.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.LimitExceededException;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Slice;
import dev.chatstore.core.dump.Conflict;
import dev.chatstore.core.dump.Quantity;
import dev.chatstore.core.dump.RestoreReport;
import dev.chatstore.core.dump.StoreCopy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a database what exists is found before the messages are read that are to take its place. */
final class RefusedReplacementIT {
    private static final ConversationId ID = ConversationId.of("kept");
    private static final ConversationId OTHER = ConversationId.of("other");

    @TempDir
    Path folder;

    private ChatStorage open(String name, String... messages) {
        ChatStorage storage = ChatStorage.builder()
                .url("sqlite:" + folder.resolve(name))
                .settings(name.equals("ours") ? Map.of("limits.message-bytes", "2KiB") : Map.of())
                .open();
        for (String message : messages) {
            storage.chats().append(ID, NewMessage.user(message).withMetadata(Map.of("key", "value")));
        }
        return storage;
    }

    private static void assertIsKept(ChatStorage from, ChatStorage to, Class<?> reason) {
        from.chats().append(OTHER, NewMessage.user("text"));
        StoreCopy copy = StoreCopy.from(from).to(to).onConflict(Conflict.REPLACE);
        for (RestoreReport report : new RestoreReport[] {copy.asDryRun().run(), copy.run()}) {
            assertThat(report.refused()).isEqualTo(new Quantity(1, 2, 0));
            assertThat(report.refusals()).singleElement().isInstanceOf(reason);
            assertThat(report.added()).isEqualTo(new Quantity(1, 1, 0));
        }
        assertThat(to.chats().history(ID, Slice.oldest(9)))
                .extracting(Message::text)
                .containsExactly("ours");
        assertThat(copy.run().refused().conversations()).isEqualTo(1);
    }

    @Test
    void oneThatIsTooLarge() {
        try (ChatStorage theirs = open("theirs", "text", "x".repeat(3_000));
                ChatStorage ours = open("ours", "ours")) {
            assertIsKept(theirs, ours, LimitExceededException.class);
        }
    }

    @Test
    void oneThatCannotBeRead() throws Exception {
        open("theirs", "text", "damaged").close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("theirs"));
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("update chat_message set metadata = '{broken' where sequence = 2"))
                    .isEqualTo(1);
        }
        try (ChatStorage theirs = open("theirs");
                ChatStorage ours = open("ours", "ours")) {
            assertIsKept(theirs, ours, CorruptDataException.class);
        }
    }
}
