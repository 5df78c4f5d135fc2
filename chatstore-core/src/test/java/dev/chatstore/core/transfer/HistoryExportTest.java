package dev.chatstore.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ClosedException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.ForwardingChatStore;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Slice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryExportTest {
    private static final ConversationId C = ConversationId.of("c");

    private Transfer transfer;
    private ChatStore chats;

    @TempDir
    private Path folder;

    @BeforeEach
    void open() {
        transfer = new Transfer(folder);
        chats = transfer.chats();
    }

    @AfterEach
    void close() {
        transfer.close();
    }

    @Test
    void aConversationIsOneLine() throws IOException {
        chats.open(C, new Profile("kari", "Oslo", "m", "Be kind.", Map.of("k", 1)));
        chats.append(
                C,
                NewMessage.user("Two tickets").withAuthor("Kari").withMetadata(Map.of("lang", "en", "role", "admin")),
                NewMessage.assistant("line\nbreak"));

        assertThat(transfer.exported()).isEqualTo(Transfer.trees(List.of("""
                {"id":"c","title":"Oslo","owner":"kari","model":"m","system":"Be kind.","metadata":{"k":1},"messages":
                [{"role":"user","name":"Kari","content":"Two tickets","metadata":{"lang":"en","role":"admin"}},
                {"role":"assistant","content":"line\\nbreak"}]}""")));
    }

    @Test
    void longConversationsAndManyOfThemAreReadPageByPage() throws IOException {
        for (int i = 0; i < 7; i++) {
            for (int m = 0; m < 100 * i / 2; m++) {
                chats.append(ConversationId.of("c" + i), NewMessage.user("m" + m));
            }
        }
        Path file = folder.resolve("out.jsonl");

        ExportReport report = HistoryExport.from(chats)
                .write(ConversationQuery.ofTenant("default").withLimit(2), file);

        assertThat(report).isEqualTo(new ExportReport(6, 1_050, 0));
        List<JsonNode> lines = Transfer.trees(Files.readAllLines(file));
        assertThat(lines)
                .extracting(line -> line.get("id").asText())
                .containsExactly("c6", "c5", "c4", "c3", "c2", "c1");
        assertThat(lines.get(1).get("messages").findValuesAsText("content"))
                .startsWith("m0", "m1")
                .endsWith("m249");
    }

    @Test
    void whatWasChangedSinceTheImportIsExportedAsItIs() throws IOException {
        transfer.importLines("""
                {"id":"c","title":null,"messages":[{"role":"user","content":["a","b"]},{"role":"user","content":["x"]},\
                {"role":"assistant"},{"role":"user","content":null,"k":1}]}""");
        chats.edit(C, 1, MessageEdit.of("edited"));
        chats.edit(C, 3, MessageEdit.of("now with text"));
        chats.redact(C, 4);
        chats.patch(ConversationPatch.of(C).withTitle("Titled"));

        assertThat(transfer.exported()).isEqualTo(Transfer.trees(List.of("""
                {"id":"c","title":"Titled","messages":[{"role":"user","content":"edited"},
                {"role":"user","content":["x"]},{"role":"assistant","content":"now with text"},
                {"role":"user","content":""}]}""")));
    }

    @Test
    void namedConversationsAreWrittenInTheOrderGivenAndMissingOnesPassedOver() throws IOException {
        chats.append(ConversationId.of("a"), NewMessage.user("a"));
        chats.append(ConversationId.of("b"), NewMessage.user("b"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        ExportReport report = HistoryExport.from(chats)
                .write(
                        List.of(ConversationId.of("b"), C, ConversationId.of("a"))
                                .iterator(),
                        out);

        assertThat(report).isEqualTo(new ExportReport(2, 2, 0));
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
                {"id":"b","messages":[{"role":"user","content":"b"}]}
                {"id":"a","messages":[{"role":"user","content":"a"}]}
                """);
    }

    @Test
    void aFailedExportLeavesTheFileAsItWas() throws IOException {
        chats.append(C, NewMessage.user("x"));
        Path file = transfer.file("out.jsonl", "before");
        HistoryExport export = HistoryExport.from(chats);
        transfer.close();

        assertThatThrownBy(() -> export.write(ConversationQuery.ofTenant("default"), file))
                .isInstanceOf(ClosedException.class);

        assertThat(file).hasContent("before");
    }

    @Test
    void anExportThatIsImportedElsewhereHasTheSameMessages(@TempDir Path elsewhere) throws IOException {
        chats.append(
                C,
                NewMessage.user("a").withMetadata(Map.of("role", "admin", "content", "x", "metadata", Map.of("k", 1))),
                NewMessage.user("b").withMetadata(Map.of("metadata", Map.of())),
                NewMessage.assistant("").withMetadata(Map.of("tool_calls", List.of(), "n", Map.of("n", 1.5))),
                NewMessage.tool("c").withAuthor("A\"b").withMetadata(Map.of("tool_call_id", "1", "refusal", "no")));
        Path file = folder.resolve("out.jsonl");
        HistoryExport.from(chats).write(C, file);

        try (Transfer other = new Transfer(elsewhere)) {
            other.into().chatCompletions(file);

            assertThat(contents(other.messages("c"))).isEqualTo(contents(transfer.messages("c")));
        }
    }

    private static List<List<Object>> contents(List<Message> messages) {
        return messages.stream()
                .map(message -> List.<Object>of(
                        message.role(), message.text(), String.valueOf(message.author()), message.metadata()))
                .toList();
    }

    @Test
    void branchesAreNamedByTheMessageThatTheyFollow() throws IOException {
        chats.append(
                C,
                NewMessage.user("a"),
                NewMessage.assistant("b").withMetadata(Map.of("chatstore.parent", 77)),
                NewMessage.assistant("c").withParent(1),
                NewMessage.user("d").withParent(0));

        assertThat(transfer.exported()).isEqualTo(Transfer.trees(List.of("""
                {"id":"c","messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"},
                {"role":"assistant","content":"c","metadata":{"chatstore.parent":1}},
                {"role":"user","content":"d","metadata":{"chatstore.parent":0}}]}""")));
    }

    @Test
    void theNewestPathOfALongConversationIsReadPageByPage() throws IOException {
        for (int i = 0; i < 400; i++) {
            chats.append(
                    C,
                    NewMessage.user("q" + i).withParent(i == 0 ? 0 : 3L * i),
                    NewMessage.assistant("old" + i),
                    NewMessage.assistant("new" + i).withParent(3L * i + 1));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        ExportReport report =
                HistoryExport.from(chats).onlyNewestPath().write(List.of(C).iterator(), out);

        assertThat(report).isEqualTo(new ExportReport(1, 800, 0));
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("\"q0\"", "\"new0\"", "\"q399\"", "\"new399\"")
                .doesNotContain("old", "chatstore.parent");
    }

    @Test
    void aFailureInTheMiddleLeavesNothingBehind() throws IOException {
        for (int i = 0; i < 3; i++) {
            chats.append(C, Collections.nCopies(100, NewMessage.user("x")));
        }
        ChatStore failing = new ForwardingChatStore(chats) {
            @Override
            protected ChatStore decorate(ChatStore other) {
                return this;
            }

            @Override
            public List<Message> history(ConversationId id, Slice slice) {
                if (slice instanceof Slice.After after && after.sequence() >= 200) {
                    throw new ClosedException();
                }
                return super.history(id, slice);
            }
        };
        HistoryExport export = HistoryExport.from(failing);

        for (HistoryExport form : List.of(export, export.asHtml(), export.asMarkdown(), export.asCsv())) {
            assertThatThrownBy(() -> form.write(C, folder.resolve("out"))).isInstanceOf(ClosedException.class);
        }

        assertThat(folder.toFile().list()).isEmpty();
    }

    @Test
    void aPageHoldsABoundedNumberOfBytesAlsoIfLargeTextsFollowSmallOnes() throws IOException {
        chats.append(C, Collections.nCopies(300, NewMessage.user("x")));
        for (int i = 0; i < 40; i++) {
            chats.append(C, NewMessage.user("x".repeat(1 << 20)));
        }
        List<Long> bytes = new ArrayList<>();
        ChatStore noting = new ForwardingChatStore(chats) {
            @Override
            protected ChatStore decorate(ChatStore other) {
                return this;
            }

            @Override
            public List<Message> history(ConversationId id, Slice slice) {
                List<Message> page = super.history(id, slice);
                bytes.add(page.stream()
                        .mapToLong(message -> message.text().length())
                        .sum());
                return page;
            }
        };
        for (HistoryExport export :
                List.of(HistoryExport.from(noting), HistoryExport.from(noting).onlyNewestPath())) {
            assertThat(export.write(List.of(C).iterator(), OutputStream.nullOutputStream())
                            .messages())
                    .isEqualTo(340);
        }
        assertThat(bytes).allMatch(page -> page <= 16L << 20).hasSizeLessThan(200);
    }

    @Test
    void branchesOfAnExportAreBranchesOfAnImport(@TempDir Path elsewhere) throws IOException {
        chats.append(
                C,
                NewMessage.user("a"),
                NewMessage.assistant("b").withMetadata(Map.of("lang", "en")),
                NewMessage.assistant("c").withParent(1).withMetadata(Map.of("lang", "no")),
                NewMessage.user("d").withParent(0),
                NewMessage.assistant("e"),
                NewMessage.user("f").withParent(2));
        Path file = folder.resolve("out.jsonl");
        HistoryExport.from(chats).write(C, file);

        try (Transfer other = new Transfer(elsewhere)) {
            other.into().chatCompletions(file);

            assertThat(other.messages("c")).extracting(Message::parent).containsExactly(0L, 1L, 1L, 0L, 4L, 2L);
            assertThat(contents(other.messages("c"))).isEqualTo(contents(transfer.messages("c")));
            assertThat(other.exported()).isEqualTo(transfer.exported());
            assertThat(other.into().chatCompletions(file)).satisfies(Transfer.counts(1, 0, 6, 0));
        }
    }

    @Test
    void aBranchIsFoundAgainBehindOtherMessagesAndSkippedOnes() throws IOException {
        chats.append(C, NewMessage.user("before"));

        ImportReport report = transfer.importLines("""
                {"id":"c","messages":[{"role":"user","content":5},{"role":"user","content":"a"},\
                {"role":"assistant","content":"b"},\
                {"role":"assistant","content":"c","metadata":{"chatstore.parent":2}},\
                {"role":"user","content":"d","metadata":{"chatstore.parent":1}},\
                {"role":"user","content":"e","metadata":{"chatstore.parent":6}},\
                {"role":"user","content":"f","metadata":{"chatstore.parent":"2"}}]}""");

        assertThat(transfer.texts("c")).containsExactly("before", "a", "b", "c", "d");
        assertThat(transfer.messages("c")).extracting(Message::parent).containsExactly(0L, 1L, 2L, 2L, 4L);
        assertThat(report.skips())
                .extracting(ImportReport.Skip::reason)
                .endsWith(
                        "message.metadata must have the number of an earlier message as chatstore.parent",
                        "message.metadata must have the number of an earlier message as chatstore.parent")
                .hasSize(3);
    }

    @Test
    void progressCountsConversationsInEachForm() throws IOException {
        for (String id : List.of("a", "b", "c")) {
            chats.append(ConversationId.of(id), NewMessage.user("line\nbreak"));
        }
        List<Long> seen = new ArrayList<>();
        HistoryExport export = HistoryExport.from(chats).onProgress(seen::add);

        for (HistoryExport form : List.of(export, export.asHtml(), export.asMarkdown(), export.asCsv())) {
            seen.clear();
            form.write(ConversationQuery.ofTenant("default").withLimit(2), new ByteArrayOutputStream());

            assertThat(seen).containsExactly(1L, 2L, 3L);
        }
    }

    @Test
    void namedConversationsAreWrittenToAFile() throws IOException {
        chats.append(C, NewMessage.user("x"));
        Path file = folder.resolve("out.jsonl");

        assertThat(HistoryExport.from(chats)
                        .write(List.of(ConversationId.of("none"), C).iterator(), file))
                .isEqualTo(new ExportReport(1, 1, 0));

        assertThat(file).hasContent("{\"id\":\"c\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}");
    }

    @Test
    void nullIsRefusedByName() {
        HistoryExport export = HistoryExport.from(chats);

        assertThatThrownBy(() -> HistoryExport.from(null)).hasMessageContaining("chats");
        assertThatThrownBy(() -> export.inZone(null)).hasMessageContaining("zone");
        assertThatThrownBy(() -> export.inLocale(null)).hasMessageContaining("locale");
        assertThatThrownBy(() -> export.write((ConversationQuery) null, folder.resolve("x")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("query");
        assertThatThrownBy(() -> export.write(C, null)).hasMessageContaining("file");
        assertThatThrownBy(() -> export.onProgress(null)).hasMessageContaining("listener");
        assertThatThrownBy(() -> export.write((Iterator<ConversationId>) null, folder.resolve("x")))
                .hasMessageContaining("ids");
        assertThat(folder.toFile().list()).isEmpty();
    }
}
