package dev.chatstore.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Message;
import dev.chatstore.api.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the columns of a table can mean. */
final class TableColumnsTest {
    private static final TableColumns COLUMNS = TableColumns.of("chat", "text");

    private Transfer transfer;

    @BeforeEach
    void open(@TempDir Path folder) {
        transfer = new Transfer(folder);
    }

    @AfterEach
    void close() {
        transfer.close();
    }

    private ImportReport run(TableColumns columns, String table) throws IOException {
        return transfer.into().run(ImportSource.of(transfer.file("table.csv", table), columns));
    }

    @ParameterizedTest
    @CsvSource({
        "UNIX_SECONDS, 700000000, 1992-03-07T20:26:40Z",
        "UNIX_MILLIS, 1500, 1970-01-01T00:00:01.500Z",
        "UNIX_MICROS, 1709283600123456, 2024-03-01T09:00:00.123456Z",
        "UNIX_NANOS, 1709283600123456789, 2024-03-01T09:00:00.123456Z",
        "APPLE_SECONDS, 730976400.5, 2024-03-01T09:00:00.500Z",
        "APPLE_NANOS, 730976400123456789, 2024-03-01T09:00:00.123456Z"
    })
    void aTimeHasAUnit(EpochUnit unit, String number, Instant said) throws IOException {
        run(COLUMNS.withTime("at", unit), "chat,text,at\nA,x," + number + "\n");

        assertThat(transfer.messages("A")).extracting(Message::said).containsExactly(said);
    }

    @ParameterizedTest
    @CsvSource({
        "1709283600.123456, 2024-03-01T09:00:00.123456Z",
        "1709283600123, 2024-03-01T09:00:00.123Z",
        "1709283600123456, 2024-03-01T09:00:00.123456Z",
        "1709283600123456000, 2024-03-01T09:00:00.123456Z",
        "2024-03-01 10:00:00.123456+01, 2024-03-01T09:00:00.123456Z"
    })
    void aTimeOfThisCenturyNeedsNoUnit(String number, Instant said) throws IOException {
        ImportReport report = run(COLUMNS.withTime("at"), "chat,text,at\nA,x," + number + "\n");

        assertThat(transfer.messages("A")).extracting(Message::said).containsExactly(said);
        assertThat(report.changedMeaning()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"730976400", "730976400123456789", "0", "45352.375", "1e2147483647", "1e-99999"})
    void aNumberOfNoClearUnitIsNoTime(String number) throws IOException {
        ImportReport report = run(COLUMNS.withTime("at"), "chat,text,at\nA,x," + number + "\n");

        assertThat(report.changedMeaning())
                .containsExactly(
                        java.util.Map.entry("its time is a number of no clear unit, and stays in the metadata", 1L));
        assertThat(transfer.messages("A").get(0).metadata()).containsEntry("at", number);
    }

    @Test
    void aRowCanHaveAPromptAndItsAnswer() throws IOException {
        TableColumns columns = COLUMNS.withAnswer("reply").withId("n").withTime("at");

        ImportReport report = run(
                columns,
                "n,chat,text,reply,at,model\n"
                        + "1,A,q1,a1,1709283600,m\n"
                        + "2,A,q2,,1709283601,m\n"
                        + "3,A,,a3,1709283602,m\n"
                        + "4,A,,,1709283603,m\n");

        assertThat(report).satisfies(Transfer.counts(1, 5, 0, 0));
        assertThat(transfer.texts("A")).containsExactly("q1", "a1", "q2", "a3", "");
        assertThat(transfer.messages("A"))
                .extracting(Message::id)
                .containsExactly("1", "1:answer", "2", "3:answer", "4");
        assertThat(transfer.messages("A"))
                .extracting(Message::role)
                .containsExactly(Role.USER, Role.ASSISTANT, Role.USER, Role.ASSISTANT, Role.USER);
        assertThat(transfer.messages("A").get(1).said()).isEqualTo(Instant.ofEpochSecond(1_709_283_600));
        assertThat(transfer.messages("A").get(3).metadata()).containsEntry("model", "m");
        assertThat(run(columns, "n,chat,text,reply,at,model\n1,A,q1,a1,1709283600,m\n"))
                .satisfies(Transfer.counts(1, 0, 2, 0));
    }

    @Test
    void aFlagCanSayThatTheAssistantSpeaks() throws IOException {
        ImportReport report = run(
                COLUMNS.withFromAssistant("is_from_me"),
                "chat,text,is_from_me\nA,w,1\nA,x,0\nA,y,true\nA,z,No\nA,lost,2\n");

        assertThat(report).satisfies(Transfer.counts(1, 4, 0, 1));
        assertThat(transfer.messages("A"))
                .extracting(Message::role)
                .containsExactly(Role.ASSISTANT, Role.USER, Role.ASSISTANT, Role.USER);
    }

    @Test
    void aFlagOfTheUserIsTurnedRound() throws IOException {
        ImportSource source = ImportSource.of(
                transfer.file("table.csv", "chat,text,is_user\nA,x,1\nA,y,0\n"), COLUMNS.withFromAssistant("is_user"));

        transfer.into()
                .with(ImportOptions.NONE.withRole("1", Role.USER).withRole("0", Role.ASSISTANT))
                .run(source);

        assertThat(transfer.messages("A")).extracting(Message::role).containsExactly(Role.USER, Role.ASSISTANT);
    }

    @Test
    void aColumnOfTimesCanGiveTheOrder() throws IOException {
        run(
                COLUMNS.withOrder("at"),
                "chat,text,at\nA,third,2024-03-02\nA,second,2024-03-01\nA,first,10\nA,zero,9\nA,none,\n");

        assertThat(transfer.texts("A")).containsExactly("none", "zero", "first", "second", "third");
    }

    @Test
    void aColumnNamedLikeOursIsKept() throws IOException {
        run(COLUMNS, "chat,text,conversation,message_position\nA,x,c,\n");

        assertThat(transfer.messages("A").get(0).metadata())
                .containsEntry("conversation", "c")
                .containsEntry("message_position", "");
    }

    @Test
    void aRowWithoutAConversationIsSkipped() throws IOException {
        ImportReport report = run(COLUMNS, "chat,text\n,x\nA,y\n");

        assertThat(report).satisfies(Transfer.counts(1, 1, 0, 1));
        assertThat(report.skips()).extracting(ImportReport.Skip::reason).isEqualTo(List.of("names no conversation"));
    }
}
