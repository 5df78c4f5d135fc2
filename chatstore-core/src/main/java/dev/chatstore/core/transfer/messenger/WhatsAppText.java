package dev.chatstore.core.transfer.messenger;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a message of WhatsApp says: its text without the name of its file and without what the program adds. It is looked for
 * only where the program writes it, so that a text which speaks of a file stays as it is.
 *
 * @param text the text, or the caption of a file
 * @param file the name of the attached file, or null
 * @param omitted whether there was a file that is not in the export
 * @param edited whether the message was edited
 */
record WhatsAppText(String text, @Nullable String file, boolean omitted, boolean edited) {
    private static final String EDITED = "<This message was edited>";
    private static final int MAX_FILE = 300;

    /** What the program puts before what it adds, and before lines that begin with it. */
    private static final String MARKS = "\u200E\u200F";

    private static final Pattern MARKS_OF_LINES = Pattern.compile("^[" + MARKS + "]+", Pattern.MULTILINE);
    private static final List<String> ATTACHED =
            List.of(" (file attached)", " (Datei angehängt)", " (archivo adjunto)", " (fichier joint)");
    private static final Pattern FILE = Pattern.compile("\\S(?:.{0,250}\\S)?\\.\\w{2,5}");
    private static final Pattern TAG =
            Pattern.compile("<(?:attached|Anhang|adjunto|pièce jointe|allegato|anexado)\\s?: ([^<>]+)>");
    private static final Pattern OMITTED =
            Pattern.compile("<(?:Media omitted|Medien ausgeschlossen|Multimedia omitido|Médias omis)>"
                    + "|(?:image|video|audio|sticker|GIF|document|Contact card) omitted");

    /** Returns what a message says. */
    static WhatsAppText of(String written) {
        String text = written.stripTrailing();
        boolean edited = text.endsWith(EDITED);
        if (edited) {
            text = withoutEnd(text.substring(0, text.length() - EDITED.length()));
        }
        int end = text.indexOf('\n');
        String line = end < 0 ? text : text.substring(0, end);
        String after = text.substring(line.length());
        String file = beforeItsMark(line);
        if (file != null) {
            return new WhatsAppText(plain(after).strip(), file, false, edited);
        }
        String tagged = inTag(line);
        if (tagged != null) {
            return new WhatsAppText(plain(withoutTag(line) + after).strip(), tagged, false, edited);
        }
        String last = inTag(text);
        if (last != null) {
            return new WhatsAppText(plain(withoutTag(text)).strip(), last, false, edited);
        }
        String plain = plain(text);
        return new WhatsAppText(plain, null, OMITTED.matcher(plain).matches(), edited);
    }

    /** Returns what identifies it: the same whether its file was exported or not. */
    String identity() {
        return omitted ? "" : text;
    }

    /** Returns the name of a file that is all of a line but for the words that follow it. */
    private static @Nullable String beforeItsMark(String line) {
        if (line.length() > MAX_FILE || !line.endsWith(")")) {
            return null;
        }
        for (String words : ATTACHED) {
            if (line.endsWith(words)) {
                String name = plain(line.substring(0, line.length() - words.length()));
                // Without a mark, a name with spaces could be a sentence.
                boolean sure = name.length() + words.length() < line.length() || name.indexOf(' ') < 0;
                return sure && FILE.matcher(name).matches() ? name : null;
            }
        }
        return null;
    }

    /** Returns the name in a tag that a text ends with, if the program has written it. */
    private static @Nullable String inTag(String text) {
        int from = text.endsWith(">") ? text.lastIndexOf('<') : -1;
        boolean own = from == 0 || (from > 0 && (MARKS + "\n").indexOf(text.charAt(from - 1)) >= 0);
        if (!own || text.length() - from > MAX_FILE) {
            return null;
        }
        Matcher tag = TAG.matcher(text.substring(from));
        return tag.matches() ? tag.group(1) : null;
    }

    private static String withoutTag(String text) {
        return withoutEnd(text.substring(0, text.lastIndexOf('<')));
    }

    /** Returns a text without marks and white space at its end. */
    private static String withoutEnd(String text) {
        int end = text.length();
        while (end > 0 && (MARKS.indexOf(text.charAt(end - 1)) >= 0 || Character.isWhitespace(text.charAt(end - 1)))) {
            end--;
        }
        return text.substring(0, end);
    }

    private static String plain(String text) {
        return MARKS_OF_LINES.matcher(text).replaceAll("");
    }
}
