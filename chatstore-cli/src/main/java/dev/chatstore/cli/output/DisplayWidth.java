package dev.chatstore.cli.output;

import org.jline.utils.WCWidth;

/** Counts the columns that a text takes on a terminal: two for a wide character, none for a combining one. */
final class DisplayWidth {
    private static final String ELLIPSIS = "…";

    private DisplayWidth() {}

    static int of(String text) {
        return text.codePoints().map(DisplayWidth::of).sum();
    }

    private static int of(int c) {
        return Math.max(0, WCWidth.wcwidth(c));
    }

    /** Returns a text that takes at most a number of columns, with an ellipsis at its end if it was cut. */
    static String cut(String text, int columns) {
        if (of(text) <= columns) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int left = columns - 1;
        for (int c : text.codePoints().toArray()) {
            left -= of(c);
            if (left < 0) {
                break;
            }
            kept.appendCodePoint(c);
        }
        return kept.append(ELLIPSIS).toString();
    }

    static String padded(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - of(text)));
    }
}
