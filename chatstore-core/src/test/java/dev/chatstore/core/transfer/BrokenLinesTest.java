package dev.chatstore.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.LimitExceededException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokenLinesTest {
    private static final String GOOD = "{\"id\":\"good\",\"messages\":[{\"role\":\"user\",\"content\":\"good\"}]}";

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

    @Test
    void aBrokenLineIsReportedWithItsPlaceAndTheRestGoesOn() throws IOException {
        ImportReport report = transfer.importLines(
                "secret",
                "{\"id\":\"a\",\"messages\":[{\"role\":\"user\",\"content\":\"secret\"},]}",
                "{\"id\":\"b\",\"messages\":[{\"role\":\"user\",\"content\":\"secret",
                "{\"id\":\"c\"}",
                "[]",
                GOOD + GOOD,
                "{\"id\":\"d\",\"id\":\"d\",\"messages\":[]}",
                "{\"id\":\"e\",\"messages\":[],\"metadata\":{\"chatstore.source\":1}}",
                "{\"id\":\"f\",\"messages\":[],\"chatstore.absent\":1}",
                "{\"id\":\"g\",\"messages\":null}",
                GOOD);

        assertThat(Transfer.places(report))
                .containsExactly(
                        "lines.jsonl:1:1 is not valid JSON",
                        "lines.jsonl:2:58 is not valid JSON",
                        "lines.jsonl:3:55 is cut off",
                        "lines.jsonl:4:1 has no list of messages",
                        "lines.jsonl:5:1 is not an object",
                        "lines.jsonl:6:1 is followed by something else",
                        "lines.jsonl:7:1 has one key twice",
                        "lines.jsonl:8:1 has the reserved key chatstore.source",
                        "lines.jsonl:9:1 has the reserved key chatstore.absent",
                        "lines.jsonl:10:1 has no list of messages");
        assertThat(report.conversations()).isEqualTo(1);
        assertThat(transfer.texts("good")).containsExactly("good");
        assertThat(transfer.texts("a")).isEmpty();
    }

    @Test
    void aMessageThatTheModelRefusesIsSkippedAlone() throws IOException {
        ImportReport report = transfer.importLines("{\"id\":\"c\",\"messages\":["
                + "{\"role\":\"user\",\"content\":\"one\"},"
                + "{\"role\":\"user\",\"content\":\"x\",\"k\":{\"secret\":1,\"secret\":2}},"
                + "{\"content\":\"x\"},{\"role\":\"\",\"content\":\"x\"},{\"role\":\"user\",\"content\":5},"
                + "{\"role\":\"user\",\"content\":\"x\",\"chatstore.source\":{}},"
                + "{\"role\":\"user\",\"content\":\"two 😊\\ud83d\\ude0a\"}]}");

        assertThat(report.skips())
                .extracting(ImportReport.Skip::reason)
                .containsExactly(
                        "has one key twice",
                        "has no role",
                        "has no role",
                        "has a content that is neither text nor parts nor null",
                        "message must not have the reserved key chatstore.source");
        assertThat(report.skips()).extracting(ImportReport.Skip::message).startsWith(1L, 2L, 3L);
        assertThat(report.toString()).doesNotContain("secret");
        assertThat(transfer.texts("c")).containsExactly("one", "two 😊😊");
    }

    @Test
    void whatCannotBeStoredIsReplacedAndDoesNotCostTheMessage() throws IOException {
        String deep = "[".repeat(101) + "]".repeat(101);
        ImportReport report = transfer.importLines("{\"id\":\"c\",\"messages\":["
                + "{\"role\":\"user\",\"content\":\"secret\\u0000\"},"
                + "{\"role\":\"user\",\"content\":\"secret\\ud83d\"},"
                + "{\"role\":\"user\",\"content\":\"1\",\"k\":\"secret\\udc00\",\"l\":[1]},"
                + "{\"role\":\"user\",\"content\":\"2\",\"secret\\u0000\":1},"
                + "{\"role\":\"user\",\"content\":\"3\",\"k\":" + deep + "},"
                + "{\"role\":\"user\",\"content\":\"4\",\"k\":" + "9".repeat(1_001) + "},"
                + "{\"role\":\"user\",\"content\":\"5\",\"k\":1e99999999999},"
                + "{\"role\":\"user\",\"content\":\"6\",\"k\":10e2147483647}]}");

        assertThat(report).satisfies(Transfer.counts(1, 8, 0, 0));
        assertThat(transfer.texts("c")).containsExactly("secret\uFFFD", "secret\uFFFD", "1", "2", "3", "4", "5", "6");
        assertThat(transfer.messages("c").get(2).metadata()).isEqualTo(Map.of("k", "secret\uFFFD", "l", List.of(1L)));
        assertThat(transfer.messages("c").get(3).metadata()).isEqualTo(Map.of("secret\uFFFD", 1L));
        assertThat(transfer.messages("c").get(5).metadata()).isEqualTo(Map.of("k", "9".repeat(1_001)));
        assertThat(transfer.messages("c").get(6).metadata()).isEqualTo(Map.of("k", "1e99999999999"));
        assertThat(report.changedMeaning())
                .isEqualTo(Map.of(
                        "its text has characters that cannot be stored, which were replaced", 2L,
                        "its metadata has values that cannot be stored, which were replaced or left out", 4L));
        assertThat(report.toString()).doesNotContain("secret");
    }

    @Test
    void nestingBeyondReasonBreaksItsLineOnly() throws IOException {
        String deep = "{\"id\":\"a\",\"messages\":[{\"role\":\"user\",\"content\":\"x\",\"k\":" + "[".repeat(200_000)
                + "]".repeat(200_000) + "}]}";

        ImportReport report = transfer.importLines(deep, GOOD);

        assertThat(report.skips())
                .extracting(ImportReport.Skip::reason)
                .containsExactly("has a text, name, number or nesting beyond what is read");
        assertThat(transfer.texts("good")).containsExactly("good");
    }

    @Test
    void aMessageOverTheLimitIsSkippedAmongManyThatStay() throws IOException {
        String[] contents = new String[300];
        Arrays.fill(contents, "{\"role\":\"user\",\"content\":\"x\"}");
        contents[123] = "{\"role\":\"user\",\"content\":\"" + "é".repeat(600_000) + "\"}";

        ImportReport report = transfer.importLines(
                GOOD, "{\"id\":\"c\",\"messages\":[" + String.join(",", contents) + "]}", GOOD.replace("good", "more"));

        assertThat(report.skips()).singleElement().satisfies(skip -> {
            assertThat(skip.message()).isEqualTo(123);
            assertThat(skip.conversation()).isEqualTo(ConversationId.of("c"));
            assertThat(skip.reason()).isEqualTo("is over limits.message-bytes: 1200000, and 1048576 are allowed");
        });
        assertThat(transfer.texts("c")).hasSize(299).containsOnly("x");
        assertThat(transfer.texts("more")).containsExactly("more");
    }

    @Test
    void metadataOverTheLimitDoesNotCostTheMessage() throws IOException {
        String large = "y".repeat(600_000);
        ImportReport report =
                transfer.importLines("{\"id\":\"c\",\"messages\":[{\"role\":\"user\",\"content\":\"kept\"," + "\"a\":\""
                        + large + "\",\"b\":\"" + large + "\"}]}");

        assertThat(report).satisfies(Transfer.counts(1, 1, 0, 0));
        assertThat(report.changedMeaning())
                .isEqualTo(Map.of("its metadata is over the limit, and its largest values were left out", 1L));
        assertThat(transfer.messages("c").get(0).text()).isEqualTo("kept");
        assertThat(transfer.messages("c").get(0).metadata()).containsOnlyKeys("b");
    }

    @Test
    void equalMessagesWithoutIdsAreDifferentMessages() throws IOException {
        String line =
                "{\"id\":\"c\",\"messages\":[{\"role\":\"user\",\"content\":\"ok\"},{\"role\":\"user\",\"content\":\"ok\"}]}";
        transfer.importLines(line);

        assertThat(transfer.importLines(line)).satisfies(Transfer.counts(1, 0, 2, 0));
        assertThat(transfer.texts("c")).containsExactly("ok", "ok");
        assertThat(transfer.messages("c").get(0).id())
                .startsWith("import:")
                .isNotEqualTo(transfer.messages("c").get(1).id());
    }

    @Test
    void anIdThatOccursTwiceIsReplacedAndReported() throws IOException {
        ImportReport report =
                transfer.importLines("{\"id\":\"c\",\"messages\":[{\"role\":\"user\",\"content\":\"one\",\"id\":\"x\"},"
                        + "{\"role\":\"user\",\"content\":\"two\",\"id\":\"x\"}]}");

        assertThat(report).satisfies(Transfer.counts(1, 2, 0, 0));
        assertThat(report.changedMeaning())
                .isEqualTo(Map.of("its id is that of an earlier message, and was replaced", 1L));
        assertThat(transfer.messages("c").get(0).id()).isEqualTo("x");
    }

    @Test
    void whatIsSaidAboutAConversationDoesNotCostItsMessages() throws IOException {
        String large = "x".repeat(1 << 20);
        ImportReport report = transfer.importLines(
                "{\"id\":\"c\",\"messages\":[{\"role\":\"user\",\"content\":\"kept\"}],\"metadata\":{\"k\":\"" + large
                        + "\",\"l\":\"\\u0000\"}}",
                "{\"id\":\"d\",\"system\":\"" + large + "x\",\"title\":\"kept\",\"messages\":[]}",
                GOOD);

        assertThat(report).satisfies(Transfer.counts(3, 2, 0, 0));
        assertThat(report.changedMeaning())
                .isEqualTo(
                        Map.of("what is said about its conversation is over the limit, and was left out in part", 2L));
        assertThat(transfer.texts("c")).containsExactly("kept");
        assertThat(transfer.profile("c").metadata()).isEqualTo(Map.of("l", "\uFFFD"));
        assertThat(transfer.profile("d").title()).isEqualTo("kept");
        assertThat(transfer.profile("d").systemPrompt()).isNull();
    }

    @Test
    void aValueOfAnySizeDoesNotCostTheTextNextToIt() throws IOException {
        String image = "iVBOR\\u0041\\n".repeat(2 << 20);
        ImportReport report = transfer.importLines("{\"id\":\"c\",\"messages\":[{\"role\":\"user\",\"image\":\"" + image
                + "\",\"content\":\"look\",\"k\":1},{\"role\":\"user\",\"content\":\"two\",\"image\":\""
                + "x".repeat(2 << 20)
                + "\"}]}");

        assertThat(report).satisfies(Transfer.counts(1, 2, 0, 0));
        assertThat(transfer.texts("c")).containsExactly("look", "two");
        assertThat(transfer.messages("c").get(0).metadata()).isEqualTo(Map.of("k", 1L));
        assertThat(report.changedMeaning())
                .isEqualTo(Map.of("its metadata is over the limit, and its largest values were left out", 2L));
    }

    @Test
    void aValueThatDoesNotFitIntoMemoryIsSkippedWithoutBeingRead() throws IOException {
        Path file = folder.resolve("lines.jsonl");
        byte[] mebibyte = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(
                    "{\"id\":\"c\",\"messages\":[{\"role\":\"user\",\"content\":\"one\"},{\"role\":\"user\",\"content\":\""
                            .getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 65; i++) {
                out.write(mebibyte);
            }
            out.write("\"},{\"role\":\"user\",\"content\":\"two\"}]}\n".getBytes(StandardCharsets.US_ASCII));
        }

        ImportReport report = transfer.into().chatCompletions(file);

        assertThat(report.skips()).singleElement().asString().contains("messages[1] is over limits.message-bytes");
        assertThat(transfer.texts("c")).containsExactly("one", "two");
    }

    @Test
    void aMessageThatNoStoreWouldAcceptIsSkippedWithoutBeingRead() throws IOException {
        ImportReport report = transfer.importLines("{\"id\":\"c\",\"messages\":[{\"role\":\"user\",\"content\":\""
                + "x".repeat(15 << 20) + "\"},{\"role\":\"user\",\"content\":\"two\"}]}");

        assertThat(report.skips())
                .singleElement()
                .asString()
                .contains("messages[0] is over limits.message-bytes", "1048576 are allowed");
        assertThat(transfer.texts("c")).containsExactly("two");
    }

    @Test
    void aFullStoreEndsTheImport() throws IOException {
        Path file = transfer.file("lines.jsonl", GOOD + "\n" + GOOD.replace("good", "more"));
        try (ChatStorage small = ChatStorage.builder()
                .url("memory:")
                .set("memory.max-messages", "1")
                .open()) {
            assertThatThrownBy(() -> HistoryImport.into(small.chats()).chatCompletions(file))
                    .isInstanceOf(LimitExceededException.class);
        }
    }

    @Test
    void aTruncatedLastLineIsAnErrorThatSaysHowFarItCame() throws IOException {
        String last = GOOD.replace("good", "äöü").replace("\"messages\"", "\"x\":true,\"messages\"");
        byte[] whole = (GOOD + "\n" + last).getBytes(StandardCharsets.UTF_8);
        int start = GOOD.length() + 1;
        for (int length = start + 1; length < whole.length; length++) {
            Path file = transfer.file("lines.jsonl", Arrays.copyOf(whole, length));

            assertThatThrownBy(() -> transfer.into().chatCompletions(file))
                    .as("cut after %d bytes of the last line", length - start)
                    .isInstanceOf(CorruptDataException.class)
                    .hasMessageMatching("lines.jsonl is cut off at line 2, column " + (length - start + 1)
                            + "; so far: 1 conversation, .*");
        }
        assertThat(transfer.texts("good")).containsExactly("good");
        assertThat(transfer.into().chatCompletions(transfer.file("lines.jsonl", whole)))
                .satisfies(Transfer.counts(2, 1, 1, 0));
    }

    @Test
    void marksEmptyLinesAndWindowsLineEndsAreNoContent() throws IOException {
        String text = "\uFEFF\r\n" + GOOD + "\r\n\r\n  \t\r\n" + GOOD.replace("good", "more");

        assertThat(transfer.into().chatCompletions(transfer.file("lines.jsonl", text)))
                .satisfies(Transfer.counts(2, 2, 0, 0));
        assertThat(transfer.into().chatCompletions(transfer.file("lines.jsonl", "\uFEFF" + GOOD)))
                .satisfies(Transfer.counts(1, 0, 1, 0));
        assertThat(transfer.into().chatCompletions(transfer.file("lines.jsonl", "")))
                .satisfies(Transfer.counts(0, 0, 0, 0));
    }

    @Test
    void bytesThatAreNotUtf8BreakTheirLineOnly() throws IOException {
        byte[] latin = (GOOD.replace("good", "caf\u00e9") + "\n" + GOOD + "\n").getBytes(StandardCharsets.ISO_8859_1);

        ImportReport report = transfer.into().chatCompletions(transfer.file("lines.jsonl", latin));

        assertThat(Transfer.places(report)).containsExactly("lines.jsonl:1:13 is not UTF-8");
        assertThat(transfer.texts("good")).containsExactly("good");
    }

    @Test
    void utf16IsReadByItsMark() throws IOException {
        byte[] wide = GOOD.replace("good", "caf\u00e9").getBytes(StandardCharsets.UTF_16);

        assertThat(transfer.into().chatCompletions(transfer.file("lines.jsonl", wide)))
                .satisfies(Transfer.counts(1, 1, 0, 0));
        assertThat(transfer.texts("caf\u00e9")).containsExactly("caf\u00e9");
    }

    @Test
    void theListOfSkipsIsBoundedAndTheirNumberIsNot() throws IOException {
        String[] lines = new String[1_500];
        Arrays.fill(lines, "{}");

        ImportReport report = transfer.importLines(lines);

        assertThat(report.skipped()).isEqualTo(1_500);
        assertThat(report.skips()).hasSize(ImportReport.MAX_SKIPS);
    }
}
