package dev.chatstore.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.core.transfer.HistoryImport;
import dev.chatstore.core.transfer.ImportReport;
import dev.chatstore.core.transfer.UndoReport;
import dev.chatstore.core.transfer.VerifyReport;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.ServerKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An import on each server is verified and repeated, and is undone by a storage of another process. */
class ImportOnServersIT {
    private static final String TENANT = "import-on-servers";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(
            value = ServerKind.class,
            names = {"POSTGRES_18", "MYSQL_8", "MARIADB_11"})
    void anImportIsVerifiedRepeatedAndUndone(ServerKind kind) throws IOException {
        importInto(QuickstartOnServersIT.url(kind));
    }

    @Test
    void anImportIntoRedisIsVerifiedRepeatedAndUndone() throws IOException {
        importInto(RedisServers.shared().url());
    }

    private void importInto(String url) throws IOException {
        String tree = """
                [{"title": "Tree", "conversation_id": "tree", "current_node": "b", "mapping": {
                  "q": {"id": "q", "parent": null, "message": {"id": "q", "author": {"role": "user"},
                    "create_time": 1700000000.5, "content": {"content_type": "text", "parts": ["Hi 😊"]}}},
                  "b": {"id": "b", "parent": "q", "message": {"id": "b", "author": {"role": "assistant"},
                    "content": {"content_type": "text", "parts": ["two"]}}},
                  "a": {"id": "a", "parent": "q", "message": {"id": "a", "author": {"role": "assistant"},
                    "content": {"content_type": "text", "parts": ["one"]}}}}}]""";
        Path trees = Files.writeString(folder.resolve("conversations.json"), tree);
        Path lines = Files.writeString(
                folder.resolve("lines.jsonl"),
                IntStream.range(0, 40)
                        .mapToObj(i -> line("c" + i, i == 7 ? 9_000 : i))
                        .collect(Collectors.joining("\n")));
        String treeRun;
        String linesRun;
        try (ChatStorage storage = ChatStorage.open(url)) {
            HistoryImport into = HistoryImport.into(storage.chats()).forTenant(TENANT);
            treeRun = into.run(trees).run();
            ImportReport report = into.run(lines);
            linesRun = report.run();
            long messages = report.added();

            assertThat(into.verify(trees)).isEqualTo(new VerifyReport(1, 3, 0, 0, 0, List.of()));
            assertThat(into.verify(lines)).isEqualTo(new VerifyReport(40, messages, 0, 0, 0, List.of()));
            assertThat(into.run(lines).alreadyThere()).isEqualTo(messages);
            assertThat(storage.chats().recentPath(ConversationId.of(TENANT, "tree"), 10))
                    .extracting(Message::text)
                    .containsExactly("Hi 😊", "two");
            storage.chats().append(ConversationId.of(TENANT, "c3"), NewMessage.user("later"));
        }
        try (ChatStorage storage = ChatStorage.open(url)) {
            HistoryImport into = HistoryImport.into(storage.chats());
            UndoReport undone = into.undo(linesRun);

            assertThat(into.undo(treeRun).removed()).isEqualTo(1);
            assertThat(undone.removed()).isEqualTo(39);
            assertThat(undone.left()).isEqualTo(1);
            assertThat(storage.chats().list(ConversationQuery.ofTenant(TENANT)).items())
                    .singleElement()
                    .matches(left -> left.id().value().equals("c3") && left.messageCount() == 4);
            storage.chats().delete(ConversationId.of(TENANT, "c3"));
            assertThat(into.undo(linesRun).left()).isZero();
        }
    }

    private static String line(String id, int messages) {
        return IntStream.range(0, messages)
                .mapToObj(i -> "{\"role\":\"user\",\"content\":\"text " + i + "\"}")
                .collect(Collectors.joining(",", "{\"id\":\"" + id + "\",\"messages\":[", "]}"));
    }
}
