package dev.chatstore.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that ends in its middle is an error, after what comes before was imported. */
final class CutFileTest {
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

    private static final String TELEGRAM = """
            {"name": "Trip", "type": "personal_chat", "id": 77, "messages": [
              {"id": 1, "type": "message", "date_unixtime": "1700000000", "from": "Ann", "text": "Oslo?"},
              {"id": 2, "type": "message", "date_unixtime": "1700000060", "from": "Bo", "text": "Gladly."}]}""";

    private static final String MESSENGER = """
            {"participants": [{"name": "Ann"}], "title": "Ann", "thread_path": "inbox/ann_1", "messages": [
              {"sender_name": "Ann", "timestamp_ms": 1700000003000, "content": "three"},
              {"sender_name": "Bo", "timestamp_ms": 1700000002000, "content": "two"},
              {"sender_name": "Ann", "timestamp_ms": 1700000001000, "content": "one"}]}""";

    private static final List<String> OTHERS = List.of("""
            {"guild": {"id": "1"}, "channel": {"id": "5", "name": "general"}, "messages": [
              {"id": "10", "type": "Default", "timestamp": "2024-01-01T10:00:00+00:00", "content": "a", "author": {"name": "Ann"}},
              {"id": "11", "type": "Default", "timestamp": "2024-01-01T10:01:00+00:00", "content": "b", "author": {"name": "Bo"}}
            ], "messageCount": 2}""", """
            {"conversationId": "c1", "endpoint": "openAI", "title": "T", "options": {}, "messages": [
              {"messageId": "m1", "parentMessageId": null, "isCreatedByUser": true, "sender": "User", "text": "Hi"},
              {"messageId": "m2", "parentMessageId": "m1", "isCreatedByUser": false, "sender": "GPT", "text": "Hello"}]}""", """
            {"sender_id": "s1", "slots": {}, "events": [
              {"event": "user", "timestamp": 1700000000.5, "text": "hi", "parse_data": {"text": "hi"}},
              {"event": "bot", "timestamp": 1700000001.5, "text": "hello", "data": {}}]}""", """
            {"messages": [
              {"creator": {"name": "Ann"}, "created_date": "Monday, January 1, 2024 at 10:00:00 AM UTC", "text": "a", "message_id": "g/1"},
              {"creator": {"name": "Bo"}, "created_date": "Monday, January 1, 2024 at 10:01:00 AM UTC", "text": "b", "message_id": "g/2"}]}""", """
            [{"type": "human", "data": {"content": "hi"}},
             {"type": "ai", "data": {"content": "hello"}}]""", """
            [{"type": "USER", "contents": [{"type": "TEXT", "text": "hi"}]},
             {"type": "AI", "text": "hello"}]""", """
            {"id": "f1", "messages": [{"role": "user", "content": "one"}, {"role": "assistant", "content": "two"}]}""", """
            {"kari": [{"role": "user", "content": "one"}], "per": [{"role": "user", "content": "two"}]}""");

    private void assertBroken(Path file) {
        assertThatThrownBy(() -> HistoryImport.inspect(file, ImportOptions.NONE))
                .isInstanceOf(CorruptDataException.class)
                .hasMessageContaining("is cut off at line ");
        assertThatThrownBy(() -> transfer.into().verify(file)).isInstanceOf(CorruptDataException.class);
        assertThatThrownBy(() -> transfer.into().dryRun(file)).isInstanceOf(CorruptDataException.class);
        assertThatThrownBy(() -> transfer.into().run(file))
                .isInstanceOf(CorruptDataException.class)
                .hasMessageContaining("is cut off at line ")
                .hasMessageContaining("so far: ");
    }

    @Test
    void aCutFileIsAnErrorWhateverItsFormat() throws IOException {
        assertBroken(transfer.file("t.json", TELEGRAM.substring(0, TELEGRAM.length() - 30)));
        assertBroken(transfer.file("m.json", MESSENGER.substring(0, MESSENGER.length() - 30)));
        for (String source : OTHERS) {
            assertBroken(transfer.file("o.json", source.substring(0, source.length() - 12)));
            assertBroken(transfer.file(
                    "o.json", source.strip().substring(0, source.strip().length() - 1)));
        }
    }

    @Test
    void whatComesBeforeTheCutIsImportedIfItsOrderIsKnown() throws IOException {
        Path telegram = transfer.file("t.json", TELEGRAM.substring(0, TELEGRAM.length() - 30));
        Path messenger = transfer.file("m.json", MESSENGER.substring(0, MESSENGER.length() - 30));

        assertBroken(telegram);
        assertBroken(messenger);

        assertThat(transfer.texts("77")).containsExactly("Oslo?");
        // Its oldest messages are missing, which could not be put before the others later.
        assertThat(transfer.texts("inbox/ann_1")).isEmpty();
        transfer.run("t.json", TELEGRAM);
        transfer.run("m.json", MESSENGER);
        assertThat(transfer.texts("77")).containsExactly("Oslo?", "Gladly.");
        assertThat(transfer.texts("inbox/ann_1")).containsExactly("one", "two", "three");
    }

    @Test
    void wholeChatsBeforeTheCutAreImported() throws IOException {
        String chats = IntStream.rangeClosed(1, 3)
                .mapToObj(i -> TELEGRAM.replace("77", String.valueOf(i)))
                .collect(Collectors.joining(",", "{\"about\": \"x\", \"chats\": {\"list\": [", "]}}"));

        assertBroken(transfer.file("all.json", chats.substring(0, chats.length() - 40)));

        assertThat(transfer.conversations()).hasSize(2);
        assertThat(transfer.messages("2")).extracting(Message::text).containsExactly("Oslo?", "Gladly.");
    }

    @Test
    void ofSeveralFilesABrokenOneIsSkippedWhateverTheirFormat() throws IOException {
        List<String> sources = new ArrayList<>(OTHERS);
        sources.add(TELEGRAM);
        sources.add("{\"about\": \"x\", \"chats\": {\"list\": [" + TELEGRAM + "]}}");
        sources.add("{\"messages\": [{\"role\": \"user\", \"content\": \"hei\"}]}\n".repeat(3));
        for (String source : sources) {
            Path several = Files.createDirectories(folder.resolve("several-" + sources.indexOf(source)));
            String text = source.strip();
            Files.writeString(several.resolve("a.json"), text.substring(0, text.length() - 1));
            Files.writeString(several.resolve("b.json"), source);

            Inspection found = HistoryImport.inspect(several, ImportOptions.NONE);
            ImportReport report =
                    transfer.into().forTenant("t" + sources.indexOf(source)).run(several);

            assertThat(found.skipped()).as(source).isEqualTo(1);
            assertThat(report.skipped()).as(source).isEqualTo(1);
            assertThat(Transfer.places(report))
                    .as(source)
                    .singleElement()
                    .asString()
                    .startsWith("a.json:");
            assertThat(report.added()).as(source).isPositive();
        }
    }

    @Test
    void ofSeveralFilesABrokenOneIsSkippedWithItsPlaceAndTheOthersAreImported() throws IOException {
        Path several = Files.createDirectories(folder.resolve("several"));
        Files.writeString(
                several.resolve("a.json"),
                OTHERS.get(0).substring(0, OTHERS.get(0).length() - 12));
        Files.writeString(several.resolve("b.json"), OTHERS.get(0).replace("\"5\"", "\"6\""));

        ImportReport report = transfer.into().run(several);

        assertThat(report.skipped()).isEqualTo(1);
        assertThat(Transfer.places(report))
                .singleElement()
                .asString()
                .startsWith("a.json:")
                .endsWith("is cut off");
        assertThat(transfer.texts("6")).containsExactly("a", "b");
        assertThat(transfer.into().verify(several).isComplete()).isFalse();
        assertThat(transfer.into().verify(several).skipped()).isEqualTo(1);
    }
}
