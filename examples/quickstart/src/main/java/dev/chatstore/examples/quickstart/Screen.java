package dev.chatstore.examples.quickstart;

import dev.chatstore.api.Message;
import dev.chatstore.api.Role;
import java.io.PrintStream;

/** Prints for people: the lines of a conversation, and notes beside them. */
final class Screen {
    private static final String BOT = "harbour";
    private static final int PREVIEW = 160;

    private final PrintStream out;

    Screen(PrintStream out) {
        this.out = out;
    }

    void line(String line) {
        out.println(line);
    }

    /** Returns whether somebody still takes what is printed. */
    boolean isRead() {
        return !out.checkError();
    }

    void note(String note) {
        out.println("  (" + note + ")");
    }

    void bot(String text) {
        out.println(BOT + "> " + oneLine(text));
    }

    void user(String user, String text) {
        out.println(user + "> " + oneLine(text));
    }

    void prompt(String user) {
        out.print(user + "> ");
        out.flush();
    }

    /** Prints a stored message with its place; a long one is cut. */
    void message(Message message) {
        String author = message.author();
        String who = message.role() == Role.USER
                ? author == null ? "guest" : author
                : message.role() == Role.ASSISTANT ? BOT : message.role().label();
        out.println("  #" + message.sequence() + " " + who + ": " + cut(content(message)));
    }

    private static String content(Message message) {
        if (message.redacted()) {
            return "(redacted)";
        }
        return message.text().isEmpty() && message.metadata().containsKey("tool_calls")
                ? "(calls a tool)"
                : message.text();
    }

    static String cut(String text) {
        String line = oneLine(text);
        return line.codePointCount(0, line.length()) <= PREVIEW
                ? line
                : line.substring(0, line.offsetByCodePoints(0, PREVIEW)) + "…";
    }

    /** What somebody wrote must not move the cursor. */
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cc}+", " ");
    }
}
