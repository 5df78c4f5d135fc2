package dev.chatstore.examples.quickstart;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One run of the program: how it ended, and what it printed. */
record Run(int exitCode, String printed, String errors) {
    /** Runs the program where nobody types. */
    static Run of(String... arguments) {
        return typing("", arguments);
    }

    /** Runs the program with a text as its standard input. */
    static Run typing(String text, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        Quickstart program = new Quickstart(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8));
        int exitCode = program.run(List.of(arguments), new StringReader(text), false);
        return new Run(exitCode, out.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
    }
}
