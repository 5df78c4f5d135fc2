package dev.chatstore.cli.command;

import dev.chatstore.core.transfer.HistoryExport;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The formats of an export. */
@SuppressWarnings("ImmutableEnumChecker") // the functions have no state, and List.of is immutable
enum ExportFormatChoice {
    CHAT_COMPLETIONS(HistoryExport::asChatCompletions, ".jsonl", ".json"),
    HTML(HistoryExport::asHtml, ".html", ".htm"),
    MARKDOWN(HistoryExport::asMarkdown, ".md", ".markdown"),
    CSV(HistoryExport::asCsv, ".csv");

    private final UnaryOperator<HistoryExport> shape;
    private final List<String> endings;

    ExportFormatChoice(UnaryOperator<HistoryExport> shape, String... endings) {
        this.shape = shape;
        this.endings = List.of(endings);
    }

    HistoryExport of(HistoryExport export) {
        return shape.apply(export);
    }

    /** Returns the format that the name of a file says, or chat completions. */
    static ExportFormatChoice ofName(@Nullable Path file) {
        String name = file == null ? "" : file.toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> format.endings.stream().anyMatch(name::endsWith))
                .findFirst()
                .orElse(CHAT_COMPLETIONS);
    }

    @Override
    public String toString() {
        return Rendering.label(this);
    }
}
