package dev.chatstore.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a source is recognized as, and what of it is not. */
final class RecognitionTest {
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

    private static final String CHAT = """
            {"name": "Trip", "type": "personal_chat", "id": 77, "messages": [
              {"id": 1, "type": "message", "date_unixtime": "1700000000", "from": "Ann", "text": "Oslo?"}]}""";

    private static final String LANGCHAIN = "[{\"type\": \"human\", \"data\": {\"content\": \"hi\"}}]";

    @Test
    void aSourceOfTwoFormatsIsRefusedAndBothAreNamed() throws IOException {
        Path both = Files.createDirectories(folder.resolve("both"));
        Files.writeString(both.resolve("a.json"), CHAT);
        Files.writeString(both.resolve("b.json"), CHAT);
        Files.writeString(both.resolve("c.json"), LANGCHAIN);

        assertThatThrownBy(() -> transfer.into().run(both))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("telegram (2 files), langchain (1 file)");

        ImportReport report =
                transfer.into().with(ImportOptions.NONE.withFormat("telegram")).run(both);
        assertThat(report.passedOver()).isEqualTo(Map.of("file of data that was not recognized", 1L));
    }

    @Test
    void filesOfDataThatAreNotReadAreCounted() throws IOException {
        Path export = Files.createDirectories(folder.resolve("export"));
        Files.writeString(export.resolve("a.json"), CHAT);
        Files.writeString(export.resolve("damaged.json"), "\u0001\u0002");
        Files.writeString(export.resolve("photo.jpg"), "x");

        assertThat(HistoryImport.inspect(export, ImportOptions.NONE).passedOver())
                .isEqualTo(Map.of("file of data that was not recognized", 1L));
        assertThat(transfer.into().run(export).passedOver())
                .isEqualTo(Map.of("file of data that was not recognized", 1L));
    }

    @Test
    void aLargeCustomerMapIsRecognizedWhereverItsBeginningEnds() throws IOException {
        String filler = "x".repeat(1 << 10);
        for (int cut = 0; cut < 60; cut += 7) {
            String map = "{\"a" + "a".repeat(cut) + "\":[" + "{\"sender\":\"Ann\",\"text\":\"" + filler + "\"},";
            String one = map + "{\"sender\":\"Ann\",\"text\":\"" + "y".repeat(1 << 20) + "\"}]}";
            String many = IntStream.range(0, 1_100)
                    .mapToObj(i -> "\"customer" + i + "\":[{\"sender\":\"Ann\",\"text\":\"" + filler + "\"}]")
                    .collect(Collectors.joining(",", "{\"b" + "b".repeat(cut) + "\":[],", "}"));
            for (String each : List.of(one, many)) {
                assertThat(HistoryImport.inspect(transfer.file("map.json", each), ImportOptions.NONE)
                                .format())
                        .isEqualTo("customer-map");
            }
        }
    }

    @Test
    void aConversationHasTheIdThatTheOperatorGives() throws IOException {
        ImportOptions options = ImportOptions.NONE.withConversation("bot-7");
        transfer.into().with(options).run(transfer.file("memory.json", LANGCHAIN));

        assertThat(transfer.into().with(options).run(transfer.file("memory (1).json", LANGCHAIN)))
                .satisfies(Transfer.counts(1, 0, 1, 0));
        assertThat(transfer.texts("bot-7")).containsExactly("hi");
        assertThat(transfer.into()
                        .with(options)
                        .verify(folder.resolve("memory.json"))
                        .isComplete())
                .isTrue();
    }

    @Test
    void severalConversationsDoNotShareTheIdThatTheOperatorGives() throws IOException {
        Path several = Files.createDirectories(folder.resolve("several"));
        Files.writeString(several.resolve("a.json"), LANGCHAIN);
        Files.writeString(several.resolve("b.json"), LANGCHAIN);
        HistoryImport into = transfer.into().with(ImportOptions.NONE.withConversation("bot-7"));

        assertThatThrownBy(() -> into.run(several)).isInstanceOf(InvalidInputException.class);
        assertThat(transfer.conversations()).isEmpty();
    }

    @Test
    void everyReadingCanBeCancelled() throws IOException {
        Path chat = transfer.file("chat.json", CHAT);
        HistoryImport cancelled = transfer.into().cancelledBy(() -> true);

        assertThat(cancelled.run(chat).cancelled()).isTrue();
        assertThat(cancelled.dryRun(chat).cancelled()).isTrue();
        assertThatThrownBy(() -> cancelled.verify(chat)).isInstanceOf(CancellationException.class);
        assertThatThrownBy(() ->
                        HistoryImport.inspect(ImportSource.of(chat), ImportOptions.NONE, progress -> {}, () -> true))
                .isInstanceOf(CancellationException.class);
        assertThat(transfer.conversations()).isEmpty();
    }
}
