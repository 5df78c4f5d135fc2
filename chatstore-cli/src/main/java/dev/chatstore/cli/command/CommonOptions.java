package dev.chatstore.cli.command;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstore.ChatStorageBuilder;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.cli.output.Console;
import dev.chatstore.cli.output.JsonOutput;
import dev.chatstore.cli.output.ProgressDisplay;
import dev.chatstore.cli.output.ProgressUnit;
import dev.chatstore.cli.output.SafeText;
import dev.chatstore.cli.store.OpenStore;
import dev.chatstore.cli.store.StoreOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that works on a store. */
public final class CommonOptions {
    /** What an interrupted command says that only reads. */
    private static final String READ_ONLY = "Nothing was changed.";

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final int MAX_NOTED = 20;
    /** What the reports of the library list. */
    private static final int MAX_LISTED = 1_000;

    private final Console console;

    @Mixin
    private final StoreOptions store;

    @Option(names = "--json", description = "Print the result as JSON, for scripts.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress.")
    private boolean quiet;

    /** Creates the options of a command in a process. */
    public CommonOptions(Console console, Map<String, String> environment) {
        this.console = console;
        this.store = new StoreOptions(environment, console.secrets());
    }

    Console console() {
        return console;
    }

    /** Opens the store to read it. */
    OpenStore open() throws IOException {
        return store.open(console, READ_ONLY);
    }

    /** Opens the store to change it. What an interrupted command says explains how to go on. */
    OpenStore open(String whenInterrupted) throws IOException {
        return store.open(console, whenInterrupted);
    }

    /** Opens the store to read it, and waits for it no longer than a time. */
    OpenStore openWithin(Duration timeout) throws IOException {
        return store.openWithin(timeout, console, READ_ONLY);
    }

    /** Opens the store, which exists, and another one. */
    OpenStore openWith(ChatStorageBuilder other, String whenInterrupted) throws IOException {
        return store.openWith(other, console, whenInterrupted);
    }

    /** Opens the store, and creates it if it does not exist. */
    OpenStore create(String whenInterrupted) throws IOException {
        return store.create(console, whenInterrupted);
    }

    boolean isJson() {
        return json;
    }

    /** Prints the result as JSON: keys and values in turn. */
    void printJson(@Nullable Object... keysAndValues) {
        JsonOutput.print(console.out(), JsonOutput.object(keysAndValues));
    }

    /** Prints a result: lines for people, or else keys and values in turn. */
    void printResult(String lines, @Nullable Object... keysAndValues) {
        if (json) {
            printJson(keysAndValues);
        } else {
            lines.lines().forEach(line -> print(SafeText.lines(line)));
        }
    }

    /** Prints a report of the library, which writes itself as lines and as JSON. */
    void printReport(String lines, String jsonText) throws IOException {
        if (json) {
            // Read and written anew, since the library's JSON is exact, but not safe for a terminal.
            JsonOutput.print(console.out(), MAPPER.readValue(jsonText, Object.class));
        } else {
            printResult(lines);
        }
    }

    /** Notes the first of several things, and how many more there are; with JSON, the result has them. */
    void noteFirst(String what, List<?> things, long total) {
        if (!json) {
            things.stream().limit(MAX_NOTED).forEach(thing -> note(what + ": " + SafeText.line(thing.toString())));
            if (total > MAX_NOTED) {
                note("... and " + (total - MAX_NOTED) + " more; --json lists up to " + MAX_LISTED);
            }
        }
    }

    /** Prints a line of the result. */
    void print(String line) {
        console.out().println(line);
    }

    /** Prints a line that is not a result. */
    void note(String line) {
        console.err().println(SafeText.lines(line));
    }

    /** Notes each part that could not be read. */
    void noteUnreadable(List<CorruptDataException> errors) {
        errors.forEach(error -> note("Unreadable: " + error.getMessage()));
    }

    /** Notes if the shared cache has still to drop something, and returns whether it has. */
    boolean notePendingInvalidations(OpenStore store) {
        long pending = store.storage().caches().statistics().pendingInvalidations();
        if (pending > 0) {
            note("The shared cache did not answer: it may show " + pending + " of them for a while."
                    + " Once it answers, run chatstore caches invalidate.");
        }
        return pending > 0;
    }

    /** Shows the progress of an operation over conversations, unless the user wants none. */
    ProgressDisplay progress(String task, LongSupplier total) {
        return progress(task, ProgressUnit.CONVERSATIONS, total);
    }

    /** Shows the progress of an operation, unless the user wants none. */
    ProgressDisplay progress(String task, ProgressUnit unit, LongSupplier total) {
        return quiet ? ProgressDisplay.NONE : console.progress(task, unit, total);
    }
}
