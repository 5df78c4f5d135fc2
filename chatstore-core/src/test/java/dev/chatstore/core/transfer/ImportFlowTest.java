package dev.chatstore.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Role;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps of an import: inspect, dry run, run, verify; and what each refuses. */
final class ImportFlowTest {
    private static final String CHAT = """
            {"name": "Trip", "type": "personal_chat", "id": 77, "messages": [
              {"id": 1, "type": "message", "date_unixtime": "1700000000", "from": "Ann", "text": "Oslo?"},
              {"id": 2, "type": "service", "date_unixtime": "1700000001", "actor": "Ann", "action": "pin_message"},
              {"id": 3, "type": "message", "date_unixtime": "1700000060", "from": "Bo Bot", "text": "Gladly."}]}""";

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
    void anInspectionSaysWhatASourceIsAndAsksWhatItLeavesOpen() throws IOException {
        Inspection found = HistoryImport.inspect(transfer.file("result.json", CHAT), ImportOptions.NONE);

        assertThat(found.format()).isEqualTo("telegram");
        assertThat(found.certain()).isTrue();
        assertThat(found.conversations()).isEqualTo(1);
        assertThat(found.messages()).isEqualTo(2);
        assertThat(found.earliest()).isEqualTo(Instant.ofEpochSecond(1_700_000_000));
        assertThat(found.latest()).isEqualTo(Instant.ofEpochSecond(1_700_000_060));
        assertThat(found.roles()).isEqualTo(Map.of("user", 2L));
        assertThat(found.passedOver()).isEqualTo(Map.of("service message", 1L));
        assertThat(found.questions())
                .containsExactly(new Question(Question.Kind.ASSISTANT, false, List.of("Ann", "Bo Bot")));
        assertThat(found.toString()).doesNotContain("Bo Bot");
    }

    @Test
    void theShapeDecidesAndNotTheName() throws IOException {
        for (String name : List.of("chat.csv", "conversations.json", "x")) {
            assertThat(HistoryImport.inspect(transfer.file(name, CHAT), ImportOptions.NONE)
                            .format())
                    .isEqualTo("telegram");
        }
    }

    @Test
    void anAnswerSaysWhoTheAssistantIs() throws IOException {
        Path source = transfer.file("result.json", CHAT);

        transfer.into()
                .with(ImportOptions.NONE.answer(Question.Kind.ASSISTANT, "Bo Bot"))
                .run(source);

        assertThat(transfer.messages("77")).extracting(Message::role).containsExactly(Role.USER, Role.ASSISTANT);
        assertThat(transfer.messages("77")).extracting(Message::author).containsExactly("Ann", "Bo Bot");
    }

    @Test
    void aDryRunGivesTheSameReportAndStoresNothing() throws IOException {
        Path source = transfer.file("result.json", CHAT);

        ImportReport dry = transfer.into().dryRun(source);

        assertThat(transfer.conversations()).isEmpty();
        ImportReport real = transfer.into().run(source);
        assertThat(dry.run()).isEmpty();
        assertThat(dry).satisfies(Transfer.counts(1, 2, 0, 0));
        assertThat(dry.touched()).isEqualTo(real.touched()).containsExactly(ConversationId.of("77"));
        assertThat(transfer.into().dryRun(source)).satisfies(Transfer.counts(1, 0, 2, 0));
    }

    @Test
    void theSourceUnderAnotherNameAddsNothingAndWhatItHasMoreIsAdded() throws IOException {
        transfer.run("result.json", CHAT);
        String more = CHAT.replace("]}", """
                , {"id": 4, "type": "message", "date_unixtime": "1700000090", "from": "Ann", "text": "Friday"}]}""");

        assertThat(transfer.run("other name", CHAT)).satisfies(Transfer.counts(1, 0, 2, 0));
        assertThat(transfer.run("third.json", more)).satisfies(Transfer.counts(1, 1, 2, 0));
        assertThat(transfer.texts("77")).containsExactly("Oslo?", "Gladly.", "Friday");
    }

    @Test
    void timesAndIdsAreTheSources() throws IOException {
        transfer.run("result.json", CHAT);

        assertThat(transfer.messages("77")).extracting(Message::id).containsExactly("1", "3");
        assertThat(transfer.messages("77"))
                .extracting(Message::said)
                .containsExactly(Instant.ofEpochSecond(1_700_000_000), Instant.ofEpochSecond(1_700_000_060));
    }

    @Test
    void archivesAndFoldersAreReadAsTheFilesInThem() throws IOException {
        Path zip = folder.resolve("export.bin");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            entry(out, "__MACOSX/result.json", "x");
            entry(out, "export/photo.jpg", "no text");
            entry(out, "export/result.json", CHAT);
        }
        Path gzip = folder.resolve("result.json.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
            out.write(CHAT.getBytes(StandardCharsets.UTF_8));
        }
        Path inner = Files.createDirectories(folder.resolve("unpacked/export"));
        Files.writeString(inner.resolve("result.json"), CHAT);

        assertThat(transfer.into().run(zip)).satisfies(Transfer.counts(1, 2, 0, 0));
        assertThat(transfer.into().run(gzip)).satisfies(Transfer.counts(1, 0, 2, 0));
        assertThat(transfer.into().run(folder.resolve("unpacked"))).satisfies(Transfer.counts(1, 0, 2, 0));
    }

    private static void entry(ZipOutputStream out, String name, String text) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
    }

    @Test
    void linesAreRecognizedHoweverLongTheFirstIs() throws IOException {
        String line = "{\"id\":\"a\",\"messages\":[{\"role\":\"user\",\"content\":\"" + "x".repeat(1_000_000)
                + "\"},{\"role\":\"user\",\"content\":\"" + "y".repeat(1_000_000) + "\"}]}";

        assertThat(transfer.run("lines", line + "\n\n" + line.replace("\"a\"", "\"b\"")))
                .satisfies(Transfer.counts(2, 4, 0, 0));
        assertThat(HistoryImport.inspect(transfer.file("one.json", line + "\n \n"), ImportOptions.NONE)
                        .format())
                .isEqualTo("conversation-files");
    }

    @Test
    void aSourceOfWhichNothingIsRecognizedIsRefused() throws IOException {
        for (String text : List.of("", "hello", "{}", "[]", "[1, 2]", "{\"a\": 1}", "a,b\n1,2\n")) {
            Path source = transfer.file("source", text);
            assertThatThrownBy(() -> transfer.into().run(source))
                    .as(text)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("nothing in 1 file was recognized")
                    .hasMessageContaining("telegram");
        }
        assertThatThrownBy(() -> transfer.into().run(folder.resolve("nowhere")))
                .isInstanceOf(NoSuchFileException.class);
        assertThat(transfer.conversations()).isEmpty();
    }

    @Test
    void aFormatCanBeGivenAndAnUnknownOneIsRefused() throws IOException {
        Path source = transfer.file("result.json", CHAT);

        assertThatThrownBy(() -> transfer.into()
                        .with(ImportOptions.NONE.withFormat("telegramm"))
                        .run(source))
                .hasMessageContaining("must be one of")
                .hasMessageContaining("telegram");
        assertThatThrownBy(() -> transfer.into()
                        .with(ImportOptions.NONE.withFormat("claude"))
                        .run(source))
                .hasMessageContaining("recognized");
        assertThat(transfer.into()
                        .with(ImportOptions.NONE.withFormat("telegram"))
                        .run(source))
                .satisfies(Transfer.counts(1, 2, 0, 0));
    }

    @Test
    void aRequiredAnswerThatIsMissingStopsBeforeAnythingIsStored() throws IOException {
        Path source = transfer.file(
                "result.json", CHAT.replace("\"date_unixtime\": \"1700000000\"", "\"date\": \"2024-03-01T10:00:00\""));

        assertThatThrownBy(() -> transfer.into().run(source))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("TIME_ZONE");
        assertThat(transfer.conversations()).isEmpty();
        transfer.into()
                .with(ImportOptions.NONE.answer(Question.Kind.TIME_ZONE, "Europe/Oslo"))
                .run(source);
        assertThat(transfer.messages("77").get(0).said()).isEqualTo(Instant.parse("2024-03-01T09:00:00Z"));
    }

    @Test
    void anAnswerOfAnotherFormIsRefused() {
        for (Question.Kind kind : List.of(
                Question.Kind.TIME_ZONE, Question.Kind.DATE_ORDER, Question.Kind.BRANCHES, Question.Kind.ROLES)) {
            assertThatThrownBy(() -> ImportOptions.NONE.answer(kind, "secret"))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("must be")
                    .hasMessageNotContaining("secret");
        }
        assertThat(ImportOptions.NONE.answer(Question.Kind.ROLES, "a=b=tool").roles())
                .isEqualTo(Map.of("a=b", Role.TOOL));
        assertThat(ImportOptions.NONE
                        .withZone(ZoneId.of("UTC"))
                        .withAssistant("secret")
                        .toString())
                .contains("UTC")
                .doesNotContain("secret");
    }

    @Test
    void aRoleThatIsNotKnownIsNeverTakenForAUser() throws IOException {
        String lines = """
                {"id":"a","messages":[{"role":"moderator","content":"one"},{"role":"user","content":"two"}]}
                {"id":"b","messages":[{"role":"user","content":"three"}]}
                """;
        Path source = transfer.file("lines.jsonl", lines);

        assertThat(HistoryImport.inspect(source, ImportOptions.NONE).questions())
                .containsExactly(new Question(Question.Kind.ROLES, false, List.of("moderator")));
        ImportReport report = transfer.into().run(source);

        assertThat(Transfer.places(report)).singleElement().asString().endsWith("has a role that is not known");
        assertThat(transfer.texts("a")).containsExactly("two");
        transfer.into()
                .forTenant("other")
                .with(ImportOptions.NONE.withRole("moderator", Role.SYSTEM))
                .run(source);
        assertThat(transfer.chats().recent(ConversationId.of("other", "a"), 10))
                .extracting(Message::role)
                .containsExactly(Role.SYSTEM, Role.USER);
    }

    @Test
    void theReportNamesReasonsAndQuotesNothing() throws IOException {
        ImportReport report = transfer.run(
                "result.json",
                CHAT.replace("\"Gladly.\"", "\"secret\", \"x\": {\"a\": 1, \"a\": 2}")
                        .replace("\"Oslo?\"", "\"secret\", \"photo\": \"(File not included. Change settings.)\""));

        assertThat(report).satisfies(Transfer.counts(1, 1, 0, 1));
        assertThat(report.changedMeaning()).isEqualTo(Map.of("its file is not in the export", 1L));
        assertThat(report.text())
                .startsWith("run " + report.run() + " (telegram): 1 conversation, 1 message added")
                .contains("changed: 1 x its file is not in the export", "passed over: 1 x service message", "skipped: ")
                .doesNotContain("secret");
        JsonNode json = Transfer.trees(List.of(report.json())).get(0);
        assertThat(json.get("run").asText()).isEqualTo(report.run());
        assertThat(json.get("added").asLong()).isEqualTo(1);
        assertThat(json.get("skips").get(0).get("message").asLong()).isEqualTo(2);
        assertThat(report.json()).doesNotContain("secret");
    }

    @Test
    void theTextOfAReportShowsTheFirstPlacesOnly() throws IOException {
        Path source = transfer.file("lines.jsonl", "{}\n".repeat(30) + "{\"messages\": []}");

        ImportReport report = transfer.into().chatCompletions(source);

        assertThat(report.skips()).hasSize(30);
        assertThat(report.text().lines().filter(line -> line.startsWith("  skipped: ")))
                .hasSize(21)
                .endsWith("  skipped: 10 more");
    }

    @Test
    void anOpenQuestionIsNamedInWords() throws IOException {
        Path source = transfer.file("chat.txt", "01/02/2024, 10:00 - Kari: Hei\n02/02/2024, 10:01 - Ola: Hallo\n");

        assertThatThrownBy(() -> transfer.into().dryRun(source))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("TIME_ZONE (Which time zone are the times in?)");
    }

    @Test
    void progressGoesByTheBytesOfTheSource() throws IOException {
        List<ImportProgress> steps = new ArrayList<>();
        String[] lines = new String[300];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = "{\"id\":\"c" + i + "\",\"messages\":[" + "{\"role\":\"user\",\"content\":\"x\"},".repeat(99)
                    + "{\"role\":\"user\",\"content\":\"x\"}]}";
        }
        Path source = transfer.file("lines.jsonl", String.join("\n", lines));

        transfer.into().onProgress(steps::add).run(source);

        assertThat(steps).hasSizeGreaterThan(3);
        assertThat(steps).allMatch(step -> step.bytes() == source.toFile().length());
        assertThat(steps).isSortedAccordingTo((a, b) -> Long.compare(a.bytesRead(), b.bytesRead()));
        assertThat(steps.get(0).bytesRead()).isBetween(1L, source.toFile().length() / 2);
        assertThat(steps.get(steps.size() - 1).bytesRead())
                .isGreaterThan(source.toFile().length() - 10);
    }

    @Test
    void aCancelledRunKeepsWholeConversationsAndAnotherRunContinues() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            lines.append("{\"id\":\"c")
                    .append(i)
                    .append("\",\"messages\":[{\"role\":\"user\",\"content\":\"1\"},"
                            + "{\"role\":\"user\",\"content\":\"2\"}]}\n");
        }
        Path source = transfer.file("lines.jsonl", lines.toString());
        int[] asked = new int[1];

        // The source is first read for the questions that it leaves open: 20 messages of 10 conversations.
        ImportReport report =
                transfer.into().cancelledBy(() -> asked[0]++ == 24).run(source);

        assertThat(report.cancelled()).isTrue();
        assertThat(report).satisfies(Transfer.counts(4, 8, 0, 0));
        assertThat(transfer.conversations()).hasSize(4).allMatch(each -> each.messageCount() == 2);
        assertThat(transfer.into().run(source)).satisfies(Transfer.counts(10, 12, 8, 0));
    }

    @Test
    void aVerificationFindsWhatIsMissingAndWhatIsDifferent() throws IOException {
        Path source = transfer.file("result.json", CHAT);
        transfer.into().run(source);

        assertThat(transfer.into().verify(source))
                .isEqualTo(new VerifyReport(1, 2, 0, 0, 0, List.of()))
                .matches(VerifyReport::isComplete);

        Path other =
                transfer.file("other.json", CHAT.replace("Gladly.", "Later.").replace("]}", """
                        , {"id": 4, "type": "message", "date_unixtime": "1700000090", "from": "Ann", "text": "x"}]}"""));
        VerifyReport report = transfer.into().verify(other);
        assertThat(report.equal()).isEqualTo(1);
        assertThat(report.different()).isEqualTo(1);
        assertThat(report.missing()).isEqualTo(1);
        assertThat(report.places()).extracting(ImportReport.Skip::message).containsExactly(2L, 3L);
        transfer.chats().append(ConversationId.of("77"), NewMessage.user("between"));
        transfer.into().run(other);
        assertThat(transfer.into().verify(other).equal()).isEqualTo(2);
    }
}
