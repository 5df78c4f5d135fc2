package dev.chatstore.cli.output;

import dev.chatstore.core.text.HiddenCharacters;

/**
 * Makes what users wrote safe to print. A text may contain sequences that move the cursor, change the window's title or
 * reverse the direction of what follows; all of them begin with a control or a format character, which is shown as
 * {@code \u001b} instead. Joiners stay, since scripts and emoji need them.
 */
public final class SafeText {
    private SafeText() {}

    /** Returns a text of several lines, with its line feeds and tabs. */
    public static String lines(String text) {
        return shown(text.replace("\r\n", "\n"), true);
    }

    /** Returns a text as one line: each run of white space is one space. */
    public static String line(String text) {
        return shown(text.replaceAll("[ \\t\\r\\n]+", " ").strip(), false);
    }

    private static String shown(String text, boolean severalLines) {
        if (text.codePoints().noneMatch(c -> isHidden(c, severalLines))) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (isHidden(c, severalLines)) {
                for (char unit : Character.toChars(c)) {
                    shown.append(String.format("\\u%04x", (int) unit));
                }
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    /** Returns whether a character may change how what follows is shown, or is not shown itself. */
    static boolean isHidden(int c, boolean severalLines) {
        return severalLines ? HiddenCharacters.isHiddenInLines(c) : HiddenCharacters.isHiddenInLine(c);
    }
}
