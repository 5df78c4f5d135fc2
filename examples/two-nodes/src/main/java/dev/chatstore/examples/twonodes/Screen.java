package dev.chatstore.examples.twonodes;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Prints lines in columns, in color on a terminal. */
final class Screen {
    private static final String MESSAGE = "  %-3s%3s %-6s%-45s%-18s%-10s%s";
    private static final String BOLD = "1";
    private static final String FAINT = "2";
    private static final String RED = "31";
    private static final String GREEN = "32";
    private static final String YELLOW = "33";

    private final PrintStream out;
    private final boolean colors;

    Screen(PrintStream out, boolean colors) {
        this.out = out;
        this.colors = colors;
    }

    void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values).stripTrailing());
    }

    void heading(String text) {
        line("%n%s", colored(BOLD, text));
    }

    /** Prints the header of the message columns. */
    void columns() {
        line("%s", colored(FAINT, MESSAGE.formatted("", "", "", "", "messages read", "session", "received by")));
    }

    /** Prints a message to a node, and the sources of what the node read for its answer. */
    void question(NodeProcess node, Turn turn, String received) {
        Turn.Said said = turn.question();
        line(MESSAGE, node, said.sequence(), "anna", said.text(), turn.window(), turn.session(), received);
    }

    /** Prints the answer of a node. */
    void answer(Turn turn, String received) {
        line(MESSAGE, "", turn.answer().sequence(), "bot", turn.answer().text(), "", "", received);
    }

    void health(NodeProcess node, NodeMessage.Healthy health) {
        boolean up = health.reasons().isEmpty();
        line("  %-3shealth: %s", node, colored(up ? GREEN : YELLOW, health.state()));
        health.reasons().forEach(reason -> line("     %s", reason));
    }

    void verdict(boolean holds, String text) {
        line("  %-4s%s", colored(holds ? GREEN : RED, holds ? "yes" : "NO"), text);
    }

    /** Formats a duration. */
    static String time(Duration time) {
        double millis = time.toNanos() / 1e6;
        return millis < 1_000
                ? String.format(Locale.ROOT, "%.1f ms", millis)
                : String.format(Locale.ROOT, "%.1f s", millis / 1_000);
    }

    private String colored(String color, String text) {
        return colors ? "\033[" + color + "m" + text + "\033[0m" : text;
    }
}
