package dev.chatstore.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Attachment;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Role;
import dev.chatstore.api.Slice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports of programs that people chat with: no ids, times without zones, newest first, other encodings. */
final class MessengerFormatsTest {
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
    void thePartsOfADiscordChannelAreOneConversationAndRepliesCrossThem() throws IOException {
        write("part 1.json", discord(discordMessage(1, ""), discordMessage(2, "")));
        write(
                "part 2.json",
                discord(
                        discordMessage(3, ""),
                        discordMessage(4, ", \"reference\": {\"messageId\": \"1\"}")
                                .replace("Default", "Reply")));

        ImportReport report = transfer.into().run(folder);

        assertThat(report).satisfies(Transfer.counts(1, 4, 0, 0));
        assertThat(report.changedMeaning()).isEmpty();
        assertThat(transfer.messages("2")).extracting(Message::parent).containsExactly(0L, 1L, 2L, 1L);
    }

    @Test
    void whatAFileOfDiscordSaysBesideItsAddressIsKept() throws IOException {
        String files = "{\"url\": \"https://x/a.png\"},".repeat(101);
        transfer.run(
                "x.json",
                discord(
                        discordMessage(1, ", \"attachments\": [{\"url\": \"https://x/a.png\", \"width\": 5}]"),
                        discordMessage(2, ", \"attachments\": [" + files.substring(0, files.length() - 1) + "]")));

        for (Message message : transfer.messages("2")) {
            assertThat(message.metadata()).containsKey("attachments");
        }
        assertThat(transfer.messages("2").get(1).attachments()).hasSize(100);
    }

    @Test
    void theOperatorMayNameADiscordUserByEachName() throws IOException {
        for (String name : List.of("Ann", "ann", "9")) {
            transfer.into()
                    .forTenant("by-" + name)
                    .with(ImportOptions.NONE.withAssistant(name))
                    .run(transfer.file("x.json", discord(discordMessage(1, ""))));
            assertThat(transfer.chats().history(ConversationId.of("by-" + name, "2"), Slice.oldest(1)))
                    .extracting(Message::role)
                    .containsExactly(Role.ASSISTANT);
        }
    }

    @Test
    void aDataPackageOfDiscordThatIsOldestFirstStaysSo() throws IOException {
        write("Messages/c1/messages.json", """
                [{"ID": 9, "Timestamp": "2023-09-01 12:00:00", "Contents": "first"},
                 {"ID": 10, "Timestamp": "2023-09-01 12:00:01", "Contents": "second"}]""");
        write("Messages/c2/messages.csv", """
                ID,Timestamp,Contents,Attachments
                9,2021-05-01 09:00:00+00:00,first,
                10,2021-05-01 10:00:00+00:00,second,
                """);

        transfer.into().run(folder);

        assertThat(transfer.texts("c1")).containsExactly("first", "second");
        assertThat(transfer.texts("c2")).containsExactly("first", "second");
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
    void aBrokenFileOfAMessengerThreadCostsItsOwnMessages() throws IOException {
        String head = "{\"thread_path\": \"inbox/zoe_1\", \"messages\": [";
        write("inbox/zoe_1/message_3.json", head + message("Ann", 1_000, "a") + ", {\"x\": tru}]}");
        write("inbox/zoe_1/message_2.json", head + message("Ann", 2_000, "b") + "]}");
        write("inbox/zoe_1/message_1.json", head + message("Ann", 3_000, "c") + "], \"title\": }");

        ImportReport report = transfer.into().run(folder);

        assertThat(report.skipped()).isEqualTo(2);
        assertThat(transfer.texts("inbox/zoe_1")).contains("b");
    }

    @Test
    void aMessengerThreadWithoutANameIsKnownByItsFirstMessages() throws IOException {
        String head = "{\"messages\": [";
        String thread = message("Ann", 2_000, "b") + "," + message("Bo", 1_000, "a") + "]}";
        transfer.run("a.json", head + thread);

        assertThat(transfer.run("b.json", head + message("Cy", 3_000, "c") + "," + thread))
                .satisfies(Transfer.counts(1, 1, 2, 0));
        transfer.run("c.json", head + message("Ann", 2_000, "d") + "," + message("Bo", 1_000, "a") + "]}");
        assertThat(transfer.conversations()).hasSize(2);
    }

    @Test
    void whatAFileOfMessengerSaysBesideItsAddressIsKept() throws IOException {
        transfer.run("Zoe_15.json", """
                {"threadName": "Zoe_15", "messages": [
                  {"senderName": "Zoe", "timestamp": 2000, "text": "", "media": [{"uri": "a.jpg"}],
                   "photos": [{"uri": "b.jpg", "creation_timestamp": 5}, {"name": "without an address"}]}]}""");

        Message message = transfer.messages("Zoe_15").get(0);
        assertThat(message.attachments()).hasSize(2);
        assertThat(message.metadata()).containsKey("photos").doesNotContainKey("media");
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

    @Test
    void aGroupOfGoogleChatHasANameAndTopics() throws IOException {
        write("Groups/Space abc/group_info.json", "{\"name\": \"Team\", \"members\": [{\"name\": \"Ann\"}]}");
        write("Groups/Space abc/messages.json", """
                {"messages": [
                  {"creator": {"name": "Ann"}, "message_id": "abc/t/t", "text": "topic"},
                  {"creator": {"name": "Bo"}, "message_id": "abc/u/u", "text": "other"},
                  {"creator": {"name": "Bo"}, "message_id": "abc/t/1", "text": "reply"}]}""");

        transfer.into().run(folder);

        assertThat(transfer.profile("abc").title()).isEqualTo("Team");
        assertThat(transfer.profile("abc").metadata()).containsKey("members");
        assertThat(transfer.messages("abc")).extracting(Message::parent).containsExactly(0L, 1L, 1L);
    }
}
