package dev.chatstore.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ForwardingChatStore;
import dev.chatstore.api.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A conversation of which a later part or a newer export comes, and the runs that it took. */
final class LaterPartsTest {
    private Transfer transfer;

    @TempDir
    private Path folder;

    @BeforeEach
    void open() {
        transfer = new Transfer(folder);
    }

    @AfterEach
    void close() {
        transfer.close();
    }

    private static String discord(String... messages) {
        return String.join(",", messages)
                .transform(all ->
                        "{\"guild\": {\"id\": \"1\"}, \"channel\": {\"id\": \"5\", \"name\": \"general\"}, \"messages\": ["
                                + all + "], \"messageCount\": " + messages.length + "}");
    }

    private static String discordMessage(int id, int repliesTo) {
        String reply = repliesTo == 0
                ? "\"type\": \"Default\""
                : "\"type\": \"Reply\", \"reference\": {\"messageId\": \"" + repliesTo + "\"}";
        return "{\"id\": \"" + id + "\", " + reply + ", \"timestamp\": \"2024-01-01T10:00:00+00:00\", \"content\": \""
                + id + "\", \"author\": {\"name\": \"Ann\"}}";
    }

    private static String tree(String current, String... nodes) {
        return List.of(nodes).stream()
                .map(node -> node.split(" "))
                .map(node -> "{\"messageId\": \"" + node[0] + "\", \"parentMessageId\": \"" + node[1]
                        + "\", \"isCreatedByUser\": " + node[0].startsWith("U") + ", \"sender\": \"x\", \"text\": \""
                        + node[0] + "\"}")
                .collect(Collectors.joining(
                        ",",
                        "{\"conversationId\": \"t\", \"endpoint\": \"x\", \"title\": \"T\", \"options\": {}, \"messages\": [",
                        "]}"));
    }

    @Test
    void aReplyToAMessageOfAnEarlierPartFollowsIt() throws IOException {
        transfer.run("1.json", discord(discordMessage(10, 0), discordMessage(11, 0), discordMessage(12, 0)));

        ImportReport report = transfer.run("2.json", discord(discordMessage(13, 10), discordMessage(14, 99)));

        assertThat(transfer.messages("5")).extracting(Message::parent).containsExactly(0L, 1L, 2L, 1L, 4L);
        assertThat(report.changedMeaning()).isEqualTo(Map.of("it follows a message that is not there", 1L));
    }

    @Test
    void aNewAnswerInAnOlderBranchIsAppendedToIt() throws IOException {
        String zero = "00000000-0000-0000-0000-000000000000";
        transfer.run("1.json", tree("", "UA " + zero, "B1 UA", "B2 UA"));

        ImportReport report = transfer.run("2.json", tree("", "UA " + zero, "B1 UA", "UC B1", "DD UC", "B2 UA"));

        assertThat(report).satisfies(Transfer.counts(1, 2, 3, 0));
        List<Message> stored = transfer.messages("t");
        assertThat(stored).extracting(Message::text).endsWith("UC", "DD");
        long b1 = stored.stream()
                .filter(each -> each.text().equals("B1"))
                .findFirst()
                .orElseThrow()
                .sequence();
        assertThat(stored.get(3).parent()).isEqualTo(b1);
        assertThat(stored.get(4).parent()).isEqualTo(4);
        assertThat(transfer.into().verify(folder.resolve("1.json")).isComplete())
                .isTrue();
    }

    @Test
    void aRunCanBeUndoneAfterTheStoreHasRefusedAMessage() throws IOException {
        String lines = IntStream.range(0, 700)
                .mapToObj(i -> "{\"role\":\"user\",\"content\":\""
                        + (i == 300 ? "x".repeat((1 << 20) + 1) : "text " + i) + "\"}")
                .collect(Collectors.joining(",", "{\"id\":\"c\",\"messages\":[", "]}\n"));
        ChatStore decorated = new Decorated(transfer.chats());

        ImportReport report = HistoryImport.into(decorated).chatCompletions(transfer.file("lines.jsonl", lines));

        assertThat(report).satisfies(Transfer.counts(1, 699, 0, 1));
        assertThat(transfer.into().undo(report.run())).isEqualTo(new UndoReport(report.run(), 1, 0, 0, List.of()));
    }

    @Test
    void theRunsOfAStoreAreListedUntilTheyAreUndone() throws IOException {
        assertThat(transfer.into().runs()).isEmpty();
        ImportReport report = transfer.run("1.json", discord(discordMessage(10, 0), discordMessage(11, 0)));
        transfer.into().dryRun(folder.resolve("1.json"));
        transfer.run("1.json", discord(discordMessage(10, 0), discordMessage(11, 0)));

        assertThat(transfer.into().runs()).hasSize(1);
        ImportRun run = transfer.into().runs().get(0);
        Conversation log = transfer.chats().find(RunLog.id(report.run())).orElseThrow();
        assertThat(run)
                .isEqualTo(new ImportRun(
                        report.run(),
                        log.created(),
                        ConversationId.DEFAULT_TENANT,
                        "1.json",
                        "discord",
                        true,
                        1,
                        2,
                        0));
        transfer.into().undo(run.run());
        assertThat(transfer.into().runs()).isEmpty();
    }

    private static final class Decorated extends ForwardingChatStore {
        Decorated(ChatStore chats) {
            super(chats);
        }

        @Override
        protected ChatStore decorate(ChatStore view) {
            return new Decorated(view);
        }
    }
}
