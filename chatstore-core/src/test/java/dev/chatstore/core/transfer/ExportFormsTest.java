package dev.chatstore.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.ConversationQuery.Archived;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each form is written as the files next to this class show. */
class ExportFormsTest {
    private static final ConversationQuery ALL =
            ConversationQuery.ofTenant("default").withArchived(Archived.INCLUDED);

    private final SampleChat sample = new SampleChat();

    @AfterEach
    void close() {
        sample.close();
    }

    private HistoryExport as(String form) {
        HistoryExport export = HistoryExport.from(sample.chats());
        return switch (form) {
            case "html" -> export.asHtml();
            case "md" -> export.asMarkdown();
            case "csv" -> export.asCsv();
            default -> export.asChatCompletions();
        };
    }

    private static String written(HistoryExport export) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(export.write(ALL, out).conversations()).isEqualTo(2);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String expected(String name) throws IOException {
        try (var in = Objects.requireNonNull(ExportFormsTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"html", "md", "csv", "jsonl"})
    void allBranches(String form) throws IOException {
        String written = written(as(form));

        // Files of the project have line feeds; RFC 4180 wants both.
        assertThat(form.equals("csv") ? written.replace("\r\n", "\n") : written).isEqualTo(expected("sample." + form));
        assertThat(written(as(form))).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"html", "md", "csv", "jsonl"})
    void theNewestPathAloneHasNoBranches(String form) throws IOException {
        String written = written(as(form).onlyNewestPath());

        assertThat(written)
                .contains("Seats 14A and 14C are free.")
                .doesNotContain("Seats 12A and 12B are free.", "branch:", "follows", "chatstore.parent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"html", "md"})
    void timesAreInTheZoneAndDaysInTheLanguage(String form) throws IOException {
        String written = written(as(form).inZone(ZoneId.of("Europe/Oslo")).inLocale(Locale.GERMAN));

        assertThat(written).contains("Donnerstag, 26. November 2026", "23:30", "01:00", "(Europe/Oslo)");
    }

    @Test
    void aConversationIsWrittenToAFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("trip.csv");

        assertThat(as("csv").write(SampleChat.TRIP, file)).isEqualTo(new ExportReport(1, 7, 0));

        assertThat(Files.readString(file)).contains("trip-1").doesNotContain("short");
        assertThat(folder.toFile().list()).containsExactly("trip.csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"html", "md", "csv", "jsonl"})
    void anExportOfNothingIsComplete(String form) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThat(as(form).write(List.<ConversationId>of().iterator(), out)).isEqualTo(new ExportReport(0, 0, 0));

        String written = out.toString(StandardCharsets.UTF_8);
        switch (form) {
            case "html" -> assertThat(written).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
            case "csv" -> assertThat(written).startsWith("tenant,conversation,").endsWith("metadata\r\n");
            default -> assertThat(written).isEmpty();
        }
    }
}
