package dev.chatstore.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.Attachment;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chats as text: no ids, no zone, dates by the phone's language, and events between the messages. */
final class WhatsAppImportTest {
    private static final ImportOptions UTC = ImportOptions.NONE.withZone(ZoneId.of("UTC"));

    private Transfer transfer;

    @BeforeEach
    void open(@TempDir Path folder) {
        transfer = new Transfer(folder);
    }

    @AfterEach
    void close() {
        transfer.close();
    }

    private String onlyConversation() {
        assertThat(transfer.conversations()).hasSize(1);
        return transfer.conversations().get(0).id().value();
    }

    @Test
    void aWhatsAppChatHasEventsLinesAndFiles() throws IOException {
        String chat = """
                20/01/19, 11:23 - Ann: Hello
                second line

                fourth line
                20/01/19, 11:24 - Bo:.
                20/01/19, 11:24 - Bo: ok
                20/01/19, 11:24 - Bo: ok
                20/01/19, 11:25 - Ann added Cy
                20/01/19, 11:26 - Ann: IMG-1.jpg (file attached)
                20/01/19, 11:27 - Bo: <Media omitted>
                20/01/19, 11:28 - Bo: changed <This message was edited>
                """;
        Path source = transfer.file("WhatsApp Chat with Bo.txt", chat);

        ImportReport report = transfer.into().with(UTC).run(source);

        assertThat(report).satisfies(Transfer.counts(1, 7, 0, 0));
        assertThat(report.passedOver()).isEqualTo(Map.of("event without a sender", 1L));
        assertThat(report.changedMeaning()).isEqualTo(Map.of("its file is not in the export", 1L));
        String id = onlyConversation();
        assertThat(transfer.texts(id))
                .containsExactly(
                        "Hello\nsecond line\n\nfourth line", ".", "ok", "ok", "", "<Media omitted>", "changed");
        assertThat(transfer.messages(id).get(0).said()).isEqualTo(Instant.parse("2019-01-20T11:23:00Z"));
        assertThat(transfer.messages(id).get(4).attachments())
                .containsExactly(new Attachment("IMG-1.jpg", "image/jpeg", 0, "IMG-1.jpg"));
        assertThat(transfer.profile(id).title()).isEqualTo("Bo");
    }

    @Test
    void aWhatsAppChatIsTheSameUnderAnotherNameInAnotherZoneAndWhenItHasGrown() throws IOException {
        String chat =
                "20/01/19, 11:22 - Ann created group \"G\"\n20/01/19, 11:23 - Ann: one\n20/01/19, 11:24 - ~ Bo: two\n";
        transfer.into().with(UTC).run(transfer.file("a.txt", chat));

        ImportReport again = transfer.into()
                .with(ImportOptions.NONE.withZone(ZoneId.of("Asia/Tokyo")))
                .run(transfer.file("b.txt", chat.replace("~ Bo", "Bo Hansen") + "20/01/19, 11:30 - Cy: three\n"));

        assertThat(again).satisfies(Transfer.counts(1, 1, 2, 0));
        assertThat(transfer.texts(onlyConversation())).containsExactly("one", "two", "three");
        assertThat(transfer.messages(onlyConversation()))
                .extracting(Message::author)
                .containsExactly("Ann", "Bo", "Cy");
    }

    @Test
    void twoChatsOfTheSamePeopleAreTwo() throws IOException {
        transfer.into()
                .with(UTC)
                .run(transfer.file("a.txt", "20/01/19, 11:23 - Ann: one\n20/01/19, 11:24 - Bo: two\n"));
        transfer.into()
                .with(UTC)
                .run(transfer.file("b.txt", "20/01/19, 11:23 - Ann: one\n20/01/19, 11:24 - Bo: too\n"));

        assertThat(transfer.conversations()).hasSize(2);
    }

    @Test
    void anEventThatHasAColonIsNoMessage() throws IOException {
        ImportReport report = transfer.into().with(UTC).run(transfer.file("a.txt", """
                20/01/19, 11:22 - Ann: one
                20/01/19, 11:23 - Ann changed the subject to "Trip: Oslo"
                20/01/19, 11:24 - You changed the description: x
                20/01/19, 11:25 - You changed the description: y
                20/01/19, 11:26 - Bo "Bobby" B: two
                20/01/19, 11:27 - Bo "Bobby" B: three
                20/01/19, 11:28 - Ann:. what: this
                """));

        assertThat(report).satisfies(Transfer.counts(1, 4, 0, 0));
        assertThat(report.passedOver()).isEqualTo(Map.of("event that has a colon", 3L));
        assertThat(transfer.texts(onlyConversation())).containsExactly("one", "two", "three", ". what: this");
    }

    @Test
    void aLogIsNoCertainChat() throws IOException {
        String log = "2024-01-02 10:00:00 - main: started\n2024-01-02 10:00:01 - main: ended\n";

        assertThat(HistoryImport.inspect(transfer.file("a.log", log), ImportOptions.NONE))
                .satisfies(found -> assertThat(found.certain()).isFalse());
        assertThatThrownBy(() -> HistoryImport.inspect(
                        transfer.file("b.log", "2024-01-02 10:00:00 - started\n"), ImportOptions.NONE))
                .isInstanceOf(InvalidInputException.class);
    }

    /** A message of several lines counts as all of them, so that what waits to be stored is bounded. */
    @Test
    void aMessageIsAsLargeAsAllOfItsLines() throws IOException {
        String line = "x".repeat(200) + "\n";
        StringBuilder chat = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            chat.append("20/01/19, 11:22 - Ann: one\n").append(line.repeat(200));
        }
        List<Long> reported = new ArrayList<>();
        Path source = transfer.file("a.txt", chat.toString());

        transfer.into()
                .with(UTC)
                .onProgress(progress -> reported.add(progress.bytesRead()))
                .run(source);

        assertThat(reported).last().isEqualTo(Files.size(source) - 1);
    }

    @Test
    void aDateOfWhatsAppThatCouldBeTwoIsAsked() throws IOException {
        Path source = transfer.file("a.txt", "[01/02/19, 1:05:09 PM] Ann: one\n[01/02/19, 1:06:00 PM] Bo: two\n");

        assertThat(HistoryImport.inspect(source, ImportOptions.NONE).questions())
                .extracting(Question::kind)
                .contains(Question.Kind.DATE_ORDER, Question.Kind.TIME_ZONE);
        transfer.into().with(UTC.answer(Question.Kind.DATE_ORDER, "month")).run(source);

        assertThat(transfer.messages(onlyConversation()).get(0).said())
                .isEqualTo(Instant.parse("2019-01-02T13:05:09Z"));
    }

    @Test
    void theDatesOfWhatsAppTellTheirOrderWhereTheyFall() throws IOException {
        // By months first, the second message would be older than the first.
        Path source = transfer.file("a.txt", "03/01/19, 10:00 - Ann: one\n02/02/19, 10:00 - Bo: two\n");

        transfer.into().with(UTC).run(source);

        assertThat(transfer.messages(onlyConversation()).get(1).said())
                .isEqualTo(Instant.parse("2019-02-02T10:00:00Z"));
    }
}
