package dev.chatstore.core.export;

import dev.chatstore.core.text.HiddenCharacters;
import java.util.Locale;
import java.util.function.IntPredicate;

/** Shows characters that hide themselves or others: each as its code point in brackets. */
final class VisibleText {
    private VisibleText() {}

    /**
     * Returns a text with its lines ended by line feeds, and with its control characters and bidirectional overrides shown.
     * Other marks of direction stay: texts need them, and their effect ends with the text.
     */
    static String text(String text) {
        return shown(text.replace("\r\n", "\n").replace('\r', '\n'), HiddenCharacters::isHiddenInElement);
    }

    /** Returns a name on one line, with everything shown that is not a character of it. */
    static String line(String name) {
        return shown(name, HiddenCharacters::isHiddenInLine);
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
