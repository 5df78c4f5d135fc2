package dev.chatstore.cli.command;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.cli.output.Console;
import dev.chatstore.cli.output.JsonOutput;
import dev.chatstore.cli.output.ProgressDisplay;
import dev.chatstore.cli.output.ProgressUnit;
import dev.chatstore.cli.output.SafeText;
import dev.chatstore.cli.output.Secrets;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how a command shows its result, and what prints it so. */
public class ResultOptions {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final TypeReference<Map<String, @Nullable Object>> OBJECT = new TypeReference<>() {};
    private static final int MAX_NOTED = 20;
    /** What the reports of the library list. */
    private static final int MAX_LISTED = 1_000;

    private final Console console;

    @Option(names = "--json", description = "Print the result as JSON, for scripts.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress.")
    private boolean quiet;

    /** Creates the options of a command in a process. */
    public ResultOptions(Console console) {
        this.console = console;
    }

    public Console console() {
        return console;
    }

    Secrets secrets() {
        return console.secrets();
    }

    public boolean isJson() {
        return json;
    }

    /** Prints the result as JSON: keys and values in turn. */
    public void printJson(@Nullable Object... keysAndValues) {
        printJson(JsonOutput.object(keysAndValues));
    }

    /** Prints the result as JSON. */
    public void printJson(Map<String, @Nullable Object> result) {
        JsonOutput.print(console.out(), result);
    }

    /** Prints a result: lines for people, or else keys and values in turn. */
    public void printResult(String lines, @Nullable Object... keysAndValues) {
        if (json) {
            printJson(keysAndValues);
        } else {
            lines.lines().forEach(line -> print(SafeText.lines(line)));
        }
    }

    /** Prints a report of the library, which writes itself as lines and as JSON, to which more is added. */
    public void printReport(String lines, String jsonText, Map<String, @Nullable Object> more) throws IOException {
        if (json) {
            // Read and written anew, since the library's JSON is exact, but not safe for a terminal.
            Map<String, @Nullable Object> all = new LinkedHashMap<>(MAPPER.readValue(jsonText, OBJECT));
            all.putAll(more);
            printJson(all);
        } else {
            printResult(lines);
        }
    }

    /** Notes the first of several things, and how many more there are; with JSON, the result has them. */
    public void noteFirst(String what, List<?> things, long total) {
        if (!json) {
            things.stream().limit(MAX_NOTED).forEach(thing -> note(what + ": " + SafeText.line(thing.toString())));
            if (total > MAX_NOTED) {
                note("... and " + (total - MAX_NOTED) + " more; --json lists up to " + MAX_LISTED);
            }
        }
    }

    /** Prints a line of the result. */
    public void print(String line) {
        console.out().println(line);
    }

    /** Prints a line that is not a result. */
    public void note(String line) {
        console.err().println(SafeText.lines(line));
    }

    /** Notes each part that could not be read. */
    public void noteUnreadable(List<CorruptDataException> errors) {
        errors.forEach(error -> note("Unreadable: " + error.getMessage()));
    }

    /** Shows the progress of an operation over conversations, unless the user wants none. */
    public ProgressDisplay progress(String task, LongSupplier total) {
        return progress(task, ProgressUnit.CONVERSATIONS, total);
    }

    /** Shows the progress of an operation, unless the user wants none. */
    public ProgressDisplay progress(String task, ProgressUnit unit, LongSupplier total) {
        return quiet ? ProgressDisplay.NONE : console.progress(task, unit, total);
    }
}
