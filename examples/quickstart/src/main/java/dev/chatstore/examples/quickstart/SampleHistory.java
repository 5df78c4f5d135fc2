package dev.chatstore.examples.quickstart;

import dev.chatstore.api.ChatStore;
import dev.chatstore.core.transfer.HistoryImport;
import dev.chatstore.core.transfer.ImportReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The histories that come with the examples, in each of the shapes that can be brought in. */
final class SampleHistory {
    private final Path folder;

    private SampleHistory(Path folder) {
        this.folder = folder;
    }

    /**
     * Finds the folder: the one named, or else {@code examples/data} here or in a folder above.
     *
     * @throws IOException if there is none
     */
    static SampleHistory at(@Nullable Path named) throws IOException {
        if (named != null) {
            if (!Files.isDirectory(named)) {
                throw new IOException("there is no folder " + named + " with a sample history");
            }
            return new SampleHistory(named);
        }
        for (Path above = Path.of("").toAbsolutePath(); above != null; above = above.getParent()) {
            Path data = above.resolve("examples").resolve("data");
            if (Files.isDirectory(data)) {
                return new SampleHistory(data);
            }
        }
        throw new IOException("there is no examples/data here or above; name the sample history with --data DIR");
    }

    Path folder() {
        return folder;
    }

    /** Brings all of it in, and returns what was done. What is there already is not added again. */
    ImportReport bringInto(ChatStore chats) throws IOException {
        HistoryImport history = HistoryImport.into(chats);
        ImportReport total = new ImportReport(0, 0, 0, 0, List.of());
        for (Path source : sources()) {
            total = plus(total, bringIn(history, source));
        }
        return total;
    }

    private static ImportReport bringIn(HistoryImport history, Path source) throws IOException {
        if (Files.isDirectory(source)) {
            return history.conversationFolder(source);
        }
        return source.toString().endsWith(".jsonl") ? history.chatCompletions(source) : history.customerMap(source);
    }

    private List<Path> sources() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry ->
                            Files.isDirectory(entry) || entry.toString().matches(".*\\.jsonl?"))
                    .sorted()
                    .toList();
        }
    }

    private static ImportReport plus(ImportReport one, ImportReport other) {
        List<ImportReport.Skip> skips = new ArrayList<>(one.skips());
        skips.addAll(other.skips());
        return new ImportReport(
                one.conversations() + other.conversations(),
                one.added() + other.added(),
                one.alreadyThere() + other.alreadyThere(),
                one.skipped() + other.skipped(),
                skips);
    }
}
