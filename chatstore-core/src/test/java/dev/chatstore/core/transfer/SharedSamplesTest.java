package dev.chatstore.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Samples of many programs against their counts: the project's own, and those that stand beside the project. */
final class SharedSamplesTest {
    private static final ImportOptions ANSWERS =
            ImportOptions.NONE.withZone(ZoneId.of("UTC")).withDayFirst(true);

    private Transfer transfer;

    /**
     * A sample.
     *
     * @param source the file or folder
     * @param format the name of its format
     * @param conversations how many conversations it has
     * @param messages how many messages it has
     */
    private record Sample(Path source, String format, long conversations, long messages) {}

    @BeforeEach
    void open(@TempDir Path folder) {
        transfer = new Transfer(folder);
    }

    @AfterEach
    void close() {
        transfer.close();
    }

    static List<Sample> samples() throws IOException, URISyntaxException {
        List<Sample> samples = new ArrayList<>();
        read("own-samples.csv", resources(), samples);
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path shared = at.resolve("shared/data/imports");
            if (Files.isDirectory(shared)) {
                read("shared-samples.csv", shared, samples);
                break;
            }
        }
        return samples;
    }

    private static Path resources() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(SharedSamplesTest.class.getResource("customers.json"))
                        .toURI())
                .resolveSibling("");
    }

    private static void read(String list, Path folder, List<Sample> samples) throws IOException, URISyntaxException {
        for (String line : Files.readAllLines(resources().resolve(list))) {
            String[] cells = line.split(",");
            samples.add(
                    new Sample(folder.resolve(cells[0]), cells[1], Long.parseLong(cells[2]), Long.parseLong(cells[3])));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aSampleIsRecognizedAndImportedWhole(Sample sample) throws IOException {
        HistoryImport into = transfer.into().with(ANSWERS);

        Inspection found = HistoryImport.inspect(sample.source, ImportOptions.NONE);
        ImportReport dry = into.dryRun(sample.source);
        ImportReport report = into.run(sample.source);

        assertThat(found.format()).isEqualTo(sample.format);
        assertThat(found.conversations()).isEqualTo(sample.conversations);
        assertThat(found.messages()).isEqualTo(sample.messages);
        assertThat(report).satisfies(Transfer.counts(sample.conversations, sample.messages, 0, 0));
        assertThat(dry).satisfies(Transfer.counts(sample.conversations, sample.messages, 0, 0));
        assertThat(dry.changedMeaning()).isEqualTo(report.changedMeaning());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aSampleIsVerifiedRepeatedAndUndone(Sample sample) throws IOException {
        HistoryImport into = transfer.into().with(ANSWERS);
        ImportReport report = into.run(sample.source);

        assertThat(into.verify(sample.source))
                .isEqualTo(new VerifyReport(sample.conversations, sample.messages, 0, 0, 0, List.of()));
        assertThat(into.run(sample.source)).satisfies(Transfer.counts(sample.conversations, 0, sample.messages, 0));
        assertThat(into.undo(report.run()))
                .isEqualTo(new UndoReport(report.run(), sample.conversations, 0, 0, List.of()));
        assertThat(transfer.conversations()).isEmpty();
    }
}
