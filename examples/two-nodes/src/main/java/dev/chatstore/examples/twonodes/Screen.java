package dev.chatstore.examples.twonodes;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Prints lines in columns, in colours where a terminal shows them. */
final class Screen {
    private static final String MESSAGE = "  %-3s%3s %-6s%-45s%-18s%-10s%s";
    private static final String BOLD = "1";
    private static final String FAINT = "2";
    private static final String RED = "31";
    private static final String GREEN = "32";
    private static final String YELLOW = "33";

    private final PrintStream out;
    private final boolean colours;

    Screen(PrintStream out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values).stripTrailing());
    }

    void heading(String text) {
        line("%n%s", coloured(BOLD, text));
    }

    /** Prints the head of the columns of messages. */
    void columns() {
        line("%s", coloured(FAINT, MESSAGE.formatted("", "", "", "", "messages read", "session", "heard by")));
    }

    /** Prints what was said to a node, and what it read before it answered. */
    void question(NodeProcess node, Turn turn, String heard) {
        Turn.Said said = turn.question();
        line(MESSAGE, node, said.sequence(), "anna", said.text(), turn.window(), turn.session(), heard);
    }

    /** Prints what a node has answered. */
    void answer(Turn turn, String heard) {
        line(MESSAGE, "", turn.answer().sequence(), "bot", turn.answer().text(), "", "", heard);
    }

    void health(NodeProcess node, Word.Healthy health) {
        boolean up = health.reasons().isEmpty();
        line("  %-3shealth: %s", node, coloured(up ? GREEN : YELLOW, health.state()));
        health.reasons().forEach(reason -> line("     %s", reason));
    }

    void verdict(boolean holds, String what) {
        line("  %-4s%s", coloured(holds ? GREEN : RED, holds ? "yes" : "NO"), what);
    }

    /** Returns a length of time for people to read. */
    static String time(Duration time) {
        double millis = time.toNanos() / 1e6;
        return millis < 1_000
                ? String.format(Locale.ROOT, "%.1f ms", millis)
                : String.format(Locale.ROOT, "%.1f s", millis / 1_000);
    }

    private String coloured(String colour, String text) {
        return colours ? "\033[" + colour + "m" + text + "\033[0m" : text;
    }
}
