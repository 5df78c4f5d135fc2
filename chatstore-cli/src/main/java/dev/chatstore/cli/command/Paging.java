package dev.chatstore.cli.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that select a page of a list. */
final class Paging {
    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            defaultValue = "50",
            description = "Maximum number of rows, 1 to 1000 (default: ${DEFAULT-VALUE}).")
    private int limit = 50;

    @Option(names = "--after", paramLabel = "CURSOR", description = "Go on where the page before ended.")
    private @Nullable String cursor;

    int limit() {
        return limit;
    }

    @Nullable String cursor() {
        return cursor;
    }

    /** Says how to read on. */
    void printNext(CommonOptions options, @Nullable String next) {
        if (next != null) {
            options.note("More: --after " + next);
        }
    }
}
