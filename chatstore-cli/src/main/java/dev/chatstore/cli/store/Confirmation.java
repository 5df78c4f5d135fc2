package dev.chatstore.cli.store;

import dev.chatstore.cli.output.Console;
import dev.chatstore.cli.output.SafeText;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that answers the question before something is removed. */
public final class Confirmation {
    private static final Set<String> YES = Set.of("y", "yes");

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask before something is removed. Required if there is no terminal to ask on.")
    private boolean yes;

    /** Returns whether the option answers every question, so that none is asked. */
    public boolean isGiven() {
        return yes;
    }

    /** Returns whether the user agrees to what a question says. Where nobody can be asked, nobody does. */
    public boolean given(Console console, String question) throws IOException {
        if (yes) {
            return true;
        }
        if (!console.terminals().in()) {
            console.err()
                    .println("chatstore: " + SafeText.line(question) + " There is no terminal to ask on: use --yes.");
            return false;
        }
        @Nullable String answer = console.ask(SafeText.line(question) + " [y/N] ");
        boolean agreed = answer != null && YES.contains(answer.strip().toLowerCase(Locale.ROOT));
        if (!agreed) {
            console.err().println("Nothing was changed.");
        }
        return agreed;
    }
}
