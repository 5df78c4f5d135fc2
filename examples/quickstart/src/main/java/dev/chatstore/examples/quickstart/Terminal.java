package dev.chatstore.examples.quickstart;

import java.io.Console;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The terminal in which the program was started.
 *
 * @param interactive whether a user types and reads
 * @param charset the charset of input and output
 */
record Terminal(boolean interactive, Charset charset) {
    @SuppressWarnings("SystemConsoleNull") // It is null before Java 22; later versions need a second check.
    static Terminal here() {
        Console console = System.console();
        if (console == null || !isTerminal(console)) {
            return new Terminal(false, StandardCharsets.UTF_8);
        }
        // With LANG=C the charset is reported as ASCII, but terminals show UTF-8.
        Charset charset = console.charset();
        return new Terminal(true, charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset);
    }

    /** Since Java 22 a console may exist without a terminal, and has a method to check this. */
    private static boolean isTerminal(Console console) {
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
