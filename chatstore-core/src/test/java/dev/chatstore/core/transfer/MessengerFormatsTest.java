package dev.chatstore.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Attachment;
import dev.chatstore.api.Message;
import dev.chatstore.api.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports of programs that people chat with: no ids, times without zones, newest first, other encodings. */
final class MessengerFormatsTest {
    private static final ImportOptions UTC = ImportOptions.NONE.withZone(ZoneId.of("UTC"));

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

    private String onlyConversation() {
        assertThat(transfer.conversations()).hasSize(1);
        return transfer.conversations().get(0).id().value();
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void theTextOfTelegramIsJoinedAndARepliedMessageIsTheParent() throws IOException {
        ImportReport report = transfer.run("result.json", """
                {"about": "x", "chats": {"list": [{"name": "Group", "type": "private_group", "id": -5, "messages": [
                  {"id": -2, "type": "message", "date_unixtime": "1700000000", "from": "A", "from_id": 7,
                   "text": ["see ", {"type": "link", "text": "x.org"}, "!"]},
                  {"id": 3, "type": "message", "date_unixtime": "1700000001", "from": null, "from_id": "user8",
                   "text": "", "photo": "photos/p.jpg"},
                  {"id": 4, "type": "message", "date_unixtime": "1700000002", "from": "A", "text": "yes",
                   "reply_to_message_id": -2}]}]}}""");

        assertThat(report).satisfies(Transfer.counts(1, 3, 0, 0));
        assertThat(transfer.texts("-5")).containsExactly("see x.org!", "", "yes");
        assertThat(transfer.messages("-5")).extracting(Message::author).containsExactly("A", "user8", "A");
        assertThat(transfer.messages("-5").get(1).attachments())
                .containsExactly(new Attachment("photos/p.jpg", "image/jpeg", 0, null));
        assertThat(transfer.messages("-5").get(2).parent()).isEqualTo(1);
    }

    @Test
    void aTelegramChatWithoutAnIdIsNamedByItsNameOrItsPeople() throws IOException {
        String chat = """
                {"messages": [{"type": "message", "date_unixtime": "1", "from": "A", "text": "1"},
                              {"type": "message", "date_unixtime": "2", "from": "B", "text": "2"}]}""";
        transfer.run("a.json", chat);

        assertThat(transfer.run("b.json", chat)).satisfies(Transfer.counts(1, 0, 2, 0));
        assertThat(transfer.run("c.json", chat.replace("{\"messages\"", "{\"name\": \"N\", \"messages\"")))
                .satisfies(Transfer.counts(1, 2, 0, 0));
    }

    private static String discord(String... messages) {
        return "{\"guild\": {\"id\": \"1\", \"name\": \"G\"}, \"channel\": {\"id\": \"2\", \"name\": \"general\"},"
                + " \"messages\": [" + String.join(",", messages) + "]}";
    }

    private static String discordMessage(int id, String more) {
        return "{\"id\": \"" + id + "\", \"type\": \"Default\", \"timestamp\": \"2026-02-01T12:00:0" + id % 10
                + "+01:00\", \"content\": \"text " + id + "\", \"author\": {\"id\": \"9\", \"name\": \"ann\","
                + " \"nickname\": \"Ann\", \"isBot\": false}" + more + "}";
    }

    @Test
    void aDiscordChannelInPartsAndNewestFirstIsInOrder() throws IOException {
        write("G - general [part 10].json", discord(discordMessage(12, ""), discordMessage(11, "")));
        write("G - general [part 2].json", discord(discordMessage(9, ""), discordMessage(8, "")));

        ImportReport report = transfer.into().run(folder);

        assertThat(report.added()).isEqualTo(4);
        assertThat(transfer.texts("2")).containsExactly("text 8", "text 9", "text 11", "text 12");
        assertThat(transfer.messages("2").get(0).said()).isEqualTo(Instant.parse("2026-02-01T11:00:08Z"));
        assertThat(transfer.profile("2").title()).isEqualTo("general");
    }

    @Test
    void aDiscordBotIsTheAssistantAndAReplyHasAParent() throws IOException {
        transfer.run(
                "x.json",
                discord(
                        discordMessage(
                                1,
                                ", \"attachments\": [{\"url\": \"https://x/a.png\", \"fileName\": \"a.png\","
                                        + " \"fileSizeBytes\": 5}]"),
                        discordMessage(2, "").replace("\"isBot\": false", "\"isBot\": true"),
                        discordMessage(3, ", \"reference\": {\"messageId\": \"1\"}")
                                .replace("Default", "Reply")));

        assertThat(transfer.messages("2"))
                .extracting(Message::role)
                .containsExactly(Role.USER, Role.ASSISTANT, Role.USER);
        assertThat(transfer.messages("2")).extracting(Message::parent).containsExactly(0L, 1L, 1L);
        assertThat(transfer.messages("2").get(0).attachments())
                .containsExactly(new Attachment("https://x/a.png", "image/png", 5, "a.png"));
    }

    @Test
    void theDataPackageOfDiscordHasTwoForms() throws IOException {
        write("Messages/c1/channel.json", "{\"id\": \"111\", \"name\": \"general\"}");
        write("Messages/c1/messages.json", """
                [{"ID": 1147000000000000002, "Timestamp": "2023-09-01 12:00:01", "Contents": "second",
                  "Attachments": "https://x/a.png https://x/b.png"},
                 {"ID": 1147000000000000001, "Timestamp": "2023-09-01 12:00:00", "Contents": "first"}]""");
        write("Messages/c2/messages.csv", """
                ID,Timestamp,Contents,Attachments
                900000000000000002,2021-05-01 10:00:00.123000+00:00,"two
                lines, ""quoted""\",
                900000000000000001,2021-05-01 09:00:00+00:00,,https://x/c.png
                """);

        ImportReport report = transfer.into().run(folder);

        assertThat(report).satisfies(Transfer.counts(2, 4, 0, 0));
        assertThat(transfer.texts("111")).containsExactly("first", "second");
        assertThat(transfer.messages("111").get(1).id()).isEqualTo("1147000000000000002");
        assertThat(transfer.messages("111").get(1).said()).isEqualTo(Instant.parse("2023-09-01T12:00:01Z"));
        assertThat(transfer.messages("111").get(1).attachments()).hasSize(2);
        assertThat(transfer.texts("c2")).containsExactly("", "two\nlines, \"quoted\"");
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
    void aWhatsAppChatIsTheSameUnderAnotherNameInAnotherZoneAndWithOlderLines() throws IOException {
        String chat = "20/01/19, 11:23 - Ann: one\n20/01/19, 11:24 - Bo: two\n";
        transfer.into().with(UTC).run(transfer.file("a.txt", chat));

        ImportReport again = transfer.into()
                .with(ImportOptions.NONE.withZone(ZoneId.of("Asia/Tokyo")))
                .run(transfer.file("b.txt", "19/01/19, 10:00 - Ann: zero\n" + chat + "20/01/19, 11:30 - Bo: three\n"));

        assertThat(again).satisfies(Transfer.counts(1, 1, 2, 1));
        assertThat(transfer.texts(onlyConversation())).containsExactly("one", "two", "three");
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

    @Test
    void messengerFilesAreNewestFirstAndTheirTextsAreRepaired() throws IOException {
        String head = "{\"participants\": [{\"name\": \"Zo\\u00c3\\u00ab\"}], \"title\": \"Zo\\u00c3\\u00ab\","
                + " \"thread_path\": \"inbox/zoe_1\", \"messages\": [";
        write("inbox/zoe_1/message_2.json", head + message("Zo\\u00c3\\u00ab", 1_000, "first") + "]}");
        write("inbox/zoe_1/message_10.json", head + message("Ann", 500, "zeroth") + "]}");
        write(
                "inbox/zoe_1/message_1.json",
                head + message("Ann", 3_000, "d\\u00c3\\u00adky \\u00f0\\u009f\\u0098\\u0098") + ","
                        + message("Ann", 2_000, "caf\\u00e9") + "]}");

        ImportReport report = transfer.into().run(folder);

        assertThat(report).satisfies(Transfer.counts(1, 4, 0, 0));
        assertThat(transfer.texts("inbox/zoe_1")).containsExactly("zeroth", "first", "café", "díky 😘");
        assertThat(transfer.messages("inbox/zoe_1").get(1).author()).isEqualTo("Zoë");
        assertThat(transfer.messages("inbox/zoe_1").get(1).said()).isEqualTo(Instant.ofEpochMilli(1_000));
        assertThat(transfer.profile("inbox/zoe_1").title()).isEqualTo("Zoë");
        assertThat(transfer.into().run(folder)).satisfies(Transfer.counts(1, 0, 4, 0));
    }

    private static String message(String sender, long millis, String content) {
        return "{\"sender_name\": \"" + sender + "\", \"timestamp_ms\": " + millis + ", \"content\": \"" + content
                + "\"}";
    }

    @Test
    void anEncryptedMessengerChatHasOtherNames() throws IOException {
        ImportReport report = transfer.run("Zoe_15.json", """
                {"participants": ["Zoe", "Ann"], "threadName": "Zoe_15", "messages": [
                  {"senderName": "Zoe", "timestamp": 2000, "text": "two", "type": "text",
                   "media": [{"uri": "./media/a.jpg"}]},
                  {"senderName": "Ann", "timestamp": 1000, "text": "Ã©", "type": "text"}]}""");

        assertThat(report).satisfies(Transfer.counts(1, 2, 0, 0));
        assertThat(transfer.texts("Zoe_15")).containsExactly("Ã©", "two");
        assertThat(transfer.messages("Zoe_15").get(1).attachments()).hasSize(1);
    }

    @Test
    void slackHasAFileForEachDayAndNamesElsewhere() throws IOException {
        write("channels.json", "[{\"id\": \"C1\", \"name\": \"general\"}, {\"id\": \"C2\", \"name\": \"empty\"}]");
        write("users.json", "[{\"id\": \"U1\", \"name\": \"ann\", \"real_name\": \"Ann\"}]");
        write("general/2024-01-01.json", """
                [{"type": "message", "user": "U1", "ts": "1704100000.000100",
                  "text": "see <https://x.org|this> &amp; <@U1> in <#C1|general>"},
                 {"type": "message", "subtype": "bot_message", "bot_id": "B1", "username": "helper",
                  "ts": "1704100001.000200", "text": "", "attachments": [{"fallback": "a card"}]}]""");
        write("general/2024-01-02.json", """
                [{"type": "message", "user": "U9", "ts": "1704186400.000100", "thread_ts": "1704100000.000100",
                  "text": "late", "files": [{"id": "F1", "mode": "tombstone"}]}]""");

        ImportReport report = transfer.into().run(folder);

        assertThat(report).satisfies(Transfer.counts(1, 3, 0, 0));
        assertThat(report.changedMeaning()).isEqualTo(Map.of("its file is not in the export", 1L));
        assertThat(transfer.texts("C1"))
                .containsExactly("see this (https://x.org) & @Ann in #general", "a card", "late");
        assertThat(transfer.messages("C1")).extracting(Message::author).containsExactly("Ann", "helper", "U9");
        assertThat(transfer.messages("C1"))
                .extracting(Message::role)
                .containsExactly(Role.USER, Role.ASSISTANT, Role.USER);
        assertThat(transfer.messages("C1").get(0).said()).isEqualTo(Instant.parse("2024-01-01T09:06:40.000100Z"));
        assertThat(transfer.messages("C1").get(2).parent()).isEqualTo(1);
    }

    @Test
    void theDatesOfGoogleChatAreProse() throws IOException {
        write("Groups/DM abc/messages.json", """
                {"messages": [
                  {"creator": {"name": "Ann", "email": "a@x"}, "message_id": "abc/t/1", "topic_id": "t", "text": "hi",
                   "created_date": "Wednesday, September 20, 2023 at 3:04:05\u202FPM UTC",
                   "attached_files": [{"original_name": "a.pdf", "export_name": "File-a.pdf"}]},
                  {"creator": {"name": "Bo"}, "message_id": "abc/t/2", "topic_id": "t", "text": "hei",
                   "created_date": "onsdag 20. september 2023 kl. 15.04.05 UTC"}]}""");

        ImportReport report = transfer.into().run(folder);

        assertThat(report).satisfies(Transfer.counts(1, 2, 0, 0));
        assertThat(report.changedMeaning().values()).containsExactly(1L);
        assertThat(transfer.messages("abc").get(0).said()).isEqualTo(Instant.parse("2023-09-20T15:04:05Z"));
        assertThat(transfer.messages("abc").get(0).attachments())
                .isEqualTo(List.of(new Attachment("File-a.pdf", "application/pdf", 0, "a.pdf")));
    }
}
