package dev.chatstore.cli.store;

import dev.chatstore.cli.output.Console;
import dev.chatstore.cli.output.Json;
import dev.chatstore.cli.output.Progress;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what a command prints. */
public final class OutputOptions {
    @Option(names = "--json", description = "Print the result as JSON, for scripts.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress.")
    private boolean quiet;

    /** Returns whether the result is to be JSON. */
    public boolean isJson() {
        return json;
    }

    /** Prints a result as JSON. */
    public void printJson(Console console, Map<String, @Nullable Object> result) {
        Json.print(console.out(), result);
    }

    /** Shows the progress of an operation, unless the user wants none. */
    public Progress progress(Console console, String task, String unit, long total) {
        return quiet ? Progress.NONE : console.progress(task, unit, total);
    }
}
