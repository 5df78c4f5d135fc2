package dev.chatstore.core.export;

import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes texts so that Markdown shows them as they are. */
final class MarkdownText {
    /** Characters that mean something in the middle of a line. */
    private static final String SPECIAL = "\\`*_{}[]>|~$^#!";

    /** Characters that mean something at the beginning of a line. */
    private static final String SPECIAL_FIRST = "+-=:";

    private static final Pattern NUMBERED = Pattern.compile("(\\d{1,9})([.)].*)?", Pattern.DOTALL);
    private static final Pattern BACKTICKS = Pattern.compile("`+");
    private static final int MIN_FENCE = 3;
    private static final String TAB = "&nbsp;&nbsp;&nbsp;&nbsp;";

    private MarkdownText() {}

    /** Returns a text as a quotation, of which each line stays a line. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder();
        Iterator<String> lines = List.of(text.split("\n", -1)).iterator();
        String line = lines.next();
        while (lines.hasNext()) {
            String next = lines.next();
            // A backslash is a line break only between two lines of a paragraph.
            quoted(quoted, line, !line.isBlank() && !next.isBlank());
            line = next;
        }
        quoted(quoted, line, false);
        return quoted.toString();
    }

    private static void quoted(StringBuilder quoted, String line, boolean breaks) {
        quoted.append(line.isBlank() ? ">" : "> " + line(line))
                .append(breaks ? "\\" : "")
                .append('\n');
    }

    /**
     * Returns a line that is shown as it is, wherever it stands. Only programs that look for more than Markdown in what is
     * shown, as GitHub does for {@code @name} and {@code :smile:}, still find it.
     */
    static String line(String line) {
        int indent = 0;
        while (indent < line.length() && isSpace(line.charAt(indent))) {
            indent++;
        }
        StringBuilder escaped = new StringBuilder(line.length() + 16);
        for (int i = 0; i < indent; i++) {
            escaped.append(space(line.charAt(i)));
        }
        String rest = line.substring(indent);
        Matcher numbered = NUMBERED.matcher(rest);
        if (numbered.matches() && numbered.group(2) != null) {
            escaped.append(numbered.group(1)).append('\\');
            rest = numbered.group(2);
        } else if (!rest.isEmpty() && SPECIAL_FIRST.indexOf(rest.charAt(0)) >= 0) {
            escaped.append('\\');
        }
        for (int i = 0; i < rest.length(); i++) {
            escaped.append(isCollapsed(rest, i) ? space(rest.charAt(i)) : escaped(rest.charAt(i)));
        }
        return escaped.toString();
    }

    private static String escaped(char c) {
        return switch (c) {
            // The first Markdown knew no backslash before these, and would let markup through.
            case '<' -> "&lt;";
            case '&' -> "&amp;";
            default -> (SPECIAL.indexOf(c) >= 0 ? "\\" : "") + c;
        };
    }

    private static boolean isSpace(char c) {
        return c == '\t' || Character.isSpaceChar(c);
    }

    /** Returns whether a character is a space that Markdown drops, or takes for the end of what it emphasizes. */
    private static boolean isCollapsed(String line, int i) {
        return isSpace(line.charAt(i))
                && (line.charAt(i) == '\t' || i == line.length() - 1 || isSpace(line.charAt(i + 1)));
    }

    private static String space(char c) {
        return switch (c) {
            case '\t' -> TAB;
            case ' ' -> "&nbsp;";
            default -> "&#" + (int) c + ";";
        };
    }

    /** Returns a block of a text that is shown letter by letter. */
    static String fenced(String text) {
        int longest = BACKTICKS
                .matcher(text)
                .results()
                .mapToInt(run -> run.end() - run.start())
                .max()
                .orElse(0);
        String fence = "`".repeat(Math.max(MIN_FENCE, longest + 1));
        return fence + "\n" + text + (text.endsWith("\n") ? "" : "\n") + fence + "\n";
    }
}
