package dev.chatstore.core.export;

import java.util.Locale;
import java.util.function.IntPredicate;

/** Shows characters that hide themselves or others: each as its code point in brackets. */
final class VisibleText {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int LEFT_TO_RIGHT_OVERRIDE = 0x202D;
    private static final int RIGHT_TO_LEFT_OVERRIDE = 0x202E;

    private VisibleText() {}

    /**
     * Returns a text with its lines ended by line feeds, and with its control characters and bidirectional overrides shown.
     * Other marks of direction stay: texts need them, and their effect ends with the text.
     */
    static String text(String text) {
        return shown(text.replace("\r\n", "\n").replace('\r', '\n'), VisibleText::isHiddenInText);
    }

    /** Returns a name on one line, with everything shown that is not a character of it. */
    static String line(String name) {
        return shown(name, VisibleText::isHiddenInLine);
    }

    private static boolean isHiddenInText(int c) {
        return c == LEFT_TO_RIGHT_OVERRIDE
                || c == RIGHT_TO_LEFT_OVERRIDE
                || (c != '\n' && c != '\t' && Character.getType(c) == Character.CONTROL);
    }

    private static boolean isHiddenInLine(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            // Emoji and Persian names are written with joiners.
            case Character.FORMAT -> c != ZERO_WIDTH_NON_JOINER && c != ZERO_WIDTH_JOINER;
            default -> false;
        };
    }

    private static String shown(String text, IntPredicate hidden) {
        if (text.codePoints().noneMatch(hidden)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (hidden.test(c)) {
                shown.append(String.format(Locale.ROOT, "[U+%04X]", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }
}
