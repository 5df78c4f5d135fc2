package dev.chatstore.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumedImportTest {
    private static final ConversationId C = ConversationId.of("c");

    private Transfer transfer;

    @BeforeEach
    void open(@TempDir Path folder) {
        transfer = new Transfer(folder);
    }

    @AfterEach
    void close() {
        transfer.close();
    }

    @Test
    void aConversationThatHasGrownGetsJustWhatIsNew() throws IOException {
        transfer.importLines(line("c", 700));

        assertThat(transfer.importLines(line("c", 1_300))).satisfies(Transfer.counts(1, 600, 700, 0));
        assertThat(transfer.texts("c")).isEqualTo(texts(1_300));
        assertThat(transfer.importLines(line("c", 1_300))).satisfies(Transfer.counts(1, 0, 1_300, 0));
    }

    @Test
    void anImportThatStopsAfterAnyBatchIsFinishedByTheNext() throws IOException {
        String[] lines =
                IntStream.range(0, 40).mapToObj(i -> line("c" + i, 13 * i)).toArray(String[]::new);
        Path file = transfer.file("lines.jsonl", String.join("\n", lines));
        long total = IntStream.range(0, 40).map(i -> 13 * i).sum();
        long added = 0;
        int stops = 0;
        ImportReport last = null;
        while (last == null) {
            List<ImportReport> reports = new ArrayList<>();
            try {
                last = transfer.into()
                        .onProgress(progress -> {
                            ImportReport report = progress.report();
                            reports.add(report);
                            // The last import, which finds all there, is not stopped.
                            if (report.added() > 0) {
                                throw new IllegalStateException("killed");
                            }
                        })
                        .chatCompletions(file);
            } catch (IllegalStateException e) {
                assertThat(e).hasMessage("killed");
                long now = reports.get(reports.size() - 1).added();
                assertThat(now).isPositive();
                added += now;
                stops++;
            }
        }

        assertThat(stops).isGreaterThan(1);
        assertThat(added).isEqualTo(total);
        assertThat(last).satisfies(Transfer.counts(40, 0, total, 0));
        for (int i = 0; i < 40; i++) {
            assertThat(transfer.texts("c" + i)).isEqualTo(texts(13 * i));
        }
    }

    @Test
    void whatTheBotWroteInBetweenStaysAndWhatIsNewFollows() throws IOException {
        transfer.importLines(line("c", 3));
        for (int i = 0; i < 200; i++) {
            transfer.chats().append(C, NewMessage.user("later " + i).withId(i % 2 == 0 ? null : "import:x" + i));
        }

        ImportReport report = transfer.importLines(line("c", 5));

        assertThat(report).satisfies(Transfer.counts(1, 2, 3, 0));
        assertThat(transfer.texts("c")).hasSize(205).endsWith("later 199", "message 3", "message 4");
    }

    @Test
    void aMessageWhoseTextChangedAtTheSourceIsReportedAndTheRestGoesOn() throws IOException {
        transfer.importLines(withIds("c", 1_000), withIds("d", 1));

        ImportReport report =
                transfer.importLines(withIds("c", 1_200).replace("message 800\"", "secret\""), withIds("d", 2));

        assertThat(report).satisfies(Transfer.counts(2, 201, 1_000, 1));
        assertThat(report.skips().get(0).reason()).isEqualTo("differs from the message that is stored under its id");
        assertThat(report.skips()).extracting(ImportReport.Skip::message).containsExactly(800L);
        assertThat(report.toString()).doesNotContain("secret");
        assertThat(transfer.texts("c")).isEqualTo(texts(1_200));
        assertThat(transfer.texts("d")).isEqualTo(texts(2));
    }

    @Test
    void newMessagesAtTheBeginningOfASourceAreNotPutAfterLaterOnes() throws IOException {
        transfer.importLines(line("c", 3));

        ImportReport report = transfer.importLines(line("c", 4)
                .replace("message 0", "first")
                .replace("message 1\"", "message 0\"")
                .replace("message 2\"", "message 1\"")
                .replace("message 3\"", "message 2\""));

        assertThat(report).satisfies(Transfer.counts(1, 0, 3, 1));
        assertThat(transfer.texts("c")).isEqualTo(texts(3));
    }

    @Test
    void aMessageThatWasMendedIsNotPutAfterLaterOnes() throws IOException {
        transfer.importLines(line("c", 1_000).replace("\"message 600\"", "5"));
        assertThat(transfer.texts("c")).hasSize(999);

        ImportReport report = transfer.importLines(line("c", 1_001));

        assertThat(Transfer.places(report))
                .singleElement()
                .asString()
                .endsWith("c messages[600] is new, but later messages of its conversation are stored already");
        assertThat(report.alreadyThere()).isEqualTo(999);
        assertThat(report.added()).isEqualTo(1);
        assertThat(transfer.texts("c")).hasSize(1_000).endsWith("message 999", "message 1000");
    }

    @Test
    void aConversationThatStandsTwiceInOneFileIsTreatedAsInTwo() throws IOException {
        ImportReport report = transfer.importLines(line("c", 3).replace("\"message 1\"", "5"), line("c", 4));

        assertThat(report.skips()).extracting(ImportReport.Skip::message).containsExactly(1L, 1L);
        assertThat(transfer.texts("c")).containsExactly("message 0", "message 2", "message 3");
    }

    @Test
    void anEditOrARedactionSinceIsNoDifference() throws IOException {
        transfer.importLines(line("c", 3));
        transfer.chats().edit(C, 1, MessageEdit.of("edited"));
        transfer.chats().redact(C, 2);

        assertThat(transfer.importLines(line("c", 3))).satisfies(Transfer.counts(1, 0, 3, 0));
        assertThat(transfer.texts("c")).containsExactly("edited", "", "message 2");
    }

    @Test
    void severalFilesMakeOneConversationUnderANameEach() throws IOException {
        Path january = transfer.file("january.jsonl", line("c", 2));
        Path february = transfer.file("february.jsonl", line("c", 2));

        for (int run = 0; run < 2; run++) {
            transfer.into().fromOrigin("january").chatCompletions(january);
            transfer.into().fromOrigin("february").chatCompletions(february);
        }

        assertThat(transfer.texts("c")).containsExactly("message 0", "message 1", "message 0", "message 1");
    }

    @Test
    void anOriginHasAName() {
        assertThatThrownBy(() -> transfer.into().fromOrigin("x".repeat(101))).hasMessageContaining("origin");
        assertThatThrownBy(() -> transfer.into().fromOrigin(" ")).isInstanceOf(InvalidInputException.class);
    }

    private static List<String> texts(int messages) {
        return IntStream.range(0, messages).mapToObj(i -> "message " + i).toList();
    }

    private static String withIds(String id, int messages) {
        return line(id, messages).replaceAll("message (\\d+)\"", "message $1\",\"id\":\"m$1\"");
    }

    private static String line(String id, int messages) {
        List<String> parts = IntStream.range(0, messages)
                .mapToObj(i -> "{\"role\":\"user\",\"content\":\"message " + i + "\"}")
                .toList();
        return "{\"id\":\"" + id + "\",\"title\":\"t\",\"messages\":[" + String.join(",", parts) + "]}";
    }
}
