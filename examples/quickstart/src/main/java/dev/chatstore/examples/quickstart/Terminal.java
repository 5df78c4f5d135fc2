package dev.chatstore.examples.quickstart;

import java.io.Console;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * What the program was started in.
 *
 * @param interactive whether somebody types and reads
 * @param charset how text goes in and out
 */
record Terminal(boolean interactive, Charset charset) {
    @SuppressWarnings("SystemConsoleNull") // it is null before Java 22, and there is more to ask after it
    static Terminal here() {
        Console console = System.console();
        if (console == null || !isTerminal(console)) {
            return new Terminal(false, StandardCharsets.UTF_8);
        }
        // A terminal under LANG=C claims ASCII and shows UTF-8 all the same.
        Charset charset = console.charset();
        return new Terminal(true, charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset);
    }

    /** From Java 22 on there may be a console without a terminal, and a method that tells. */
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
