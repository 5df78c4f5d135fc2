package dev.chatstore.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables in files of separated values: quoted lines, marks, interleaved conversations, times of several units. */
final class TableImportTest {
    private static final TableColumns COLUMNS =
            TableColumns.of("session", "content").withRole("role").withTime("at");

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
    void quotedValuesHaveSeparatorsAndLines() throws IOException {
        Path file = transfer.file(
                "log.csv",
                "\uFEFFsession;role;content;at;channel\r\n"
                        + "A;user;\"hi; there\";1709283600;web\r\n"
                        + "B;user;;1709283601;\r\n"
                        + "A;bot;\"line 1\nline 2 \"\"quoted\"\"\";1709283602000;web\r\n");

        ImportReport report = transfer.into().run(ImportSource.of(file, COLUMNS));

        assertThat(report).satisfies(Transfer.counts(2, 3, 0, 0));
        assertThat(transfer.texts("A")).containsExactly("hi; there", "line 1\nline 2 \"quoted\"");
        assertThat(transfer.texts("B")).containsExactly("");
        assertThat(transfer.messages("A")).extracting(Message::role).containsExactly(Role.USER, Role.ASSISTANT);
        assertThat(transfer.messages("A"))
                .extracting(Message::said)
                .containsExactly(Instant.parse("2024-03-01T09:00:00Z"), Instant.parse("2024-03-01T09:00:02Z"));
        assertThat(transfer.messages("A").get(0).metadata()).containsEntry("channel", "web");
        assertThat(transfer.into().run(ImportSource.of(file, COLUMNS))).satisfies(Transfer.counts(2, 0, 3, 0));
    }

    @Test
    void aRowIsTheSameWhateverZoneOrUnitIsAnswered() throws IOException {
        Path file = transfer.file(
                "log.csv",
                "session,role,content,at\nA,user,hi,2026-03-01T10:00:00\nA,user,hi,2026-03-01T11:00:00\nA,user,hi,1709283600\n");
        Path asText = transfer.file("text.csv", "session,role,content,at\nA,user,hi,2026-03-01 10:00\n");
        ImportSource table = ImportSource.of(file, COLUMNS);
        HistoryImport oslo = transfer.into().with(ImportOptions.NONE.withZone(ZoneId.of("Europe/Oslo")));
        HistoryImport lima = transfer.into().with(ImportOptions.NONE.withZone(ZoneId.of("America/Lima")));

        assertThat(oslo.run(table)).satisfies(Transfer.counts(1, 3, 0, 0));
        assertThat(lima.run(table)).satisfies(Transfer.counts(1, 0, 3, 0));
        assertThat(lima.run(ImportSource.of(
                        file,
                        TableColumns.of("session", "content").withRole("role").withTime("at", EpochUnit.UNIX_MILLIS))))
                .satisfies(Transfer.counts(1, 0, 3, 0));
        assertThat(lima.run(ImportSource.of(asText, COLUMNS))).satisfies(Transfer.counts(1, 0, 1, 0));
    }

    @Test
    void aColumnCanGiveTheOrderAndAnotherTheId() throws IOException {
        Path file = transfer.file("log.csv", "n,id,session,content\n10,x,A,third\n2,y,A,second\n1,z,A,first\n");

        transfer.into()
                .run(ImportSource.of(
                        file, TableColumns.of("session", "content").withId("id").withOrder("n")));

        assertThat(transfer.texts("A")).containsExactly("first", "second", "third");
        assertThat(transfer.messages("A")).extracting(Message::id).containsExactly("z", "y", "x");
    }

    @Test
    void aTimeWithoutAZoneIsAskedFor() throws IOException {
        ImportSource source = ImportSource.of(
                transfer.file("log.csv", "session,role,content,at\nA,user,x,2024-03-01T09:00:00\n"), COLUMNS);
        ImportOptions answered = ImportOptions.NONE.withZone(ZoneId.of("Europe/Oslo"));

        assertThat(HistoryImport.inspect(source, ImportOptions.NONE).questions())
                .extracting(Question::kind)
                .containsExactly(Question.Kind.TIME_ZONE);
        assertThatThrownBy(() -> transfer.into().run(source))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("TIME_ZONE");
        assertThat(transfer.conversations()).isEmpty();

        HistoryImport into = transfer.into().with(answered);
        assertThat(into.dryRun(source)).satisfies(Transfer.counts(1, 1, 0, 0));
        assertThat(into.run(source)).satisfies(Transfer.counts(1, 1, 0, 0));
        assertThat(into.verify(source)).isEqualTo(new VerifyReport(1, 1, 0, 0, 0, List.of()));
        assertThat(transfer.messages("A").get(0).said()).isEqualTo(Instant.parse("2024-03-01T08:00:00Z"));
    }

    @Test
    void aRoleThatIsNotKnownIsSkipped() throws IOException {
        Path file = transfer.file("log.csv", "session,role,content,at\nA,owl,x,1\nA,user,y,2\n");

        assertThat(transfer.into().run(ImportSource.of(file, COLUMNS))).satisfies(Transfer.counts(1, 1, 0, 1));
    }

    @Test
    void aColumnThatDoesNotExistIsRefused() throws IOException {
        Path file = transfer.file("log.csv", "session,content\nA,x\n");

        assertThatThrownBy(() -> transfer.into().run(ImportSource.of(file, COLUMNS)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("[role, at]");
        assertThat(transfer.conversations()).isEmpty();
    }
}
