package dev.chatstore.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TableTest {
    private static String print(Table table, int width) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        table.print(new PrintStream(bytes, true, StandardCharsets.UTF_8), width);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void columnsAreAlignedByWhatATerminalShows() {
        Table table = new Table("ID", "TITLE");
        table.row("一人旅", "cafe\u0301");
        table.row("anna", "x");
        assertThat(print(table, 80)).isEqualTo("""
                ID      TITLE
                一人旅  cafe\u0301
                anna    x
                """);
    }

    @Test
    void theWidestColumnsAreCutToTheWidthOfTheTerminal() {
        Table table = new Table("ID", "N", "TITLE");
        table.row("short", "7", "a long title that does not fit in here");
        table.row("予約予約予約予約予約", "8", "b");
        assertThat(print(table, 40)).isEqualTo("""
                ID                 N  TITLE
                short              7  a long title that…
                予約予約予約予約…  8  b
                """);
        assertThat(print(table, 40).lines()).allMatch(line -> DisplayWidth.of(line) <= 40);
    }

    @Test
    void whatAUserHasToCopyIsNotCut() {
        Table table = new Table("RUN", "SOURCE").keepingFirst();
        table.row("4cbc57d8906e56ab", "a long name of a file.zip");
        assertThat(print(table, 30)).contains("4cbc57d8906e56ab  a long name…\n");
    }

    @Test
    void aTableThatCannotFitIsNotMadeUnreadable() {
        Table table = new Table("CONVERSATION", "MESSAGES", "LAST ACTIVITY");
        table.row("telegram-4711", "12", "2026-11-27 00:23:12Z");
        assertThat(print(table, 10)).contains("telegra…  12        2026-11…");
    }

    @Test
    void noTextMovesTheCursor() {
        Table table = new Table("TITLE");
        table.row("two\nlines \u001b[2J");
        assertThat(print(table, 80)).isEqualTo("TITLE\ntwo lines \\u001b[2J\n");
    }
}
