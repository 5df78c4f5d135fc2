package dev.chatstore.examples.quickstart;

import dev.chatstore.api.Message;
import dev.chatstore.api.Role;
import java.io.PrintStream;

/** Prints the lines of a conversation and notes. */
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

    /** Returns whether the output is still open. */
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

    /** Prints a stored message with its sequence; a long one is truncated. */
    void message(Message message) {
        String author = message.author();
        String name = message.role() == Role.USER
                ? author == null ? "guest" : author
                : message.role() == Role.ASSISTANT ? BOT : message.role().label();
        out.println("  #" + message.sequence() + " " + name + ": " + cut(content(message)));
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

    /** Replaces control characters, which could move the cursor. */
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cc}+", " ");
    }
}
