package dev.chatstore.cli.output;

import java.util.Locale;

/** What the progress of an operation is counted in. */
public enum ProgressUnit {
    /** Conversations. */
    CONVERSATIONS,
    /** Messages. */
    MESSAGES,
    /** Bytes of a file, which are shown as mebibytes. */
    BYTES;

    private static final double MEBIBYTE = 1 << 20;

    /** Returns a number with its unit. */
    String amount(double number) {
        return this == BYTES
                ? String.format(Locale.ROOT, "%,.1f MiB", number / MEBIBYTE)
                : String.format(Locale.ROOT, "%,.0f %s", number, noun(number));
    }

    private String noun(double number) {
        String plural = name().toLowerCase(Locale.ROOT);
        return number == 1 ? plural.substring(0, plural.length() - 1) : plural;
    }

    /** Returns a number for a second; what is counted was named before it. */
    String rate(double number) {
        return (this == BYTES ? amount(number) : String.format(Locale.ROOT, "%,.0f", number)) + "/s";
    }

    /** Returns the name of a task on a line that counts in this unit. */
    String title(String task) {
        return this == BYTES ? task : task + " " + name().toLowerCase(Locale.ROOT);
    }

    /** Returns the name of the unit behind numbers of a bar, and nothing if its title names it. */
    String suffix() {
        return this == BYTES ? " MiB" : "";
    }

    /** Returns how much of what is counted is one unit of a bar. */
    long size() {
        return this == BYTES ? (long) MEBIBYTE : 1;
    }
}
