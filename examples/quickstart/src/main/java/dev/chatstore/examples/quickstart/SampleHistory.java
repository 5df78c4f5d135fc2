package dev.chatstore.examples.quickstart;

import dev.chatstore.api.ChatStore;
import dev.chatstore.core.transfer.HistoryImport;
import dev.chatstore.core.transfer.ImportReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The histories of the examples, one in each format that can be imported. */
final class SampleHistory {
    private final Path folder;

    private SampleHistory(Path folder) {
        this.folder = folder;
    }

    /**
     * Locates the directory: the given one, or {@code examples/data} in the working directory or one of its parents.
     *
     * @throws IOException if the directory does not exist
     */
    static SampleHistory at(@Nullable Path named) throws IOException {
        if (named != null) {
            if (!Files.isDirectory(named)) {
                throw new IOException("directory " + named + " does not exist");
            }
            return new SampleHistory(named);
        }
        for (Path above = Path.of("").toAbsolutePath(); above != null; above = above.getParent()) {
            Path data = above.resolve("examples").resolve("data");
            if (Files.isDirectory(data)) {
                return new SampleHistory(data);
            }
        }
        throw new IOException("examples/data does not exist here or in a parent directory; set it with --data DIR");
    }

    Path folder() {
        return folder;
    }

    /** Imports everything and returns the totals. Messages that exist are not added again. */
    ImportReport importInto(ChatStore chats) throws IOException {
        HistoryImport history = HistoryImport.into(chats);
        ImportReport total = ImportReport.empty();
        for (Path source : sources()) {
            total = total.plus(importFrom(history, source));
        }
        return total;
    }

    private static ImportReport importFrom(HistoryImport history, Path source) throws IOException {
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
}
