package dev.chatstore.cli.output;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Which of the process's standard streams are terminals, and how wide these are. {@code System.console()} does not tell
 * the streams apart, and from JDK 22 on it exists without a terminal too.
 *
 * @param in whether the standard input is a terminal
 * @param out whether the standard output is a terminal
 * @param err whether the standard error is a terminal
 * @param width the number of columns
 */
public record Terminals(boolean in, boolean out, boolean err, int width) {
    private static final int USUAL_WIDTH = 80;
    private static final Pattern DEVICE = Pattern.compile("/dev/(pts/\\d+|tty.*|console)");
    private static final Pattern SIZE = Pattern.compile("\\d+ (\\d+)\\s*");

    /** Returns the terminals of this process. */
    public static Terminals ofProcess(Map<String, String> environment) {
        boolean out = isTerminal(1);
        boolean err = isTerminal(2);
        return new Terminals(isTerminal(0), out, err, out || err ? width(environment) : USUAL_WIDTH);
    }

    private static boolean isTerminal(int descriptor) {
        try {
            Path device = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor));
            return DEVICE.matcher(device.toString()).matches();
        } catch (IOException | UnsupportedOperationException e) {
            // Not Linux.
            return runs(new ProcessBuilder("test", "-t", Integer.toString(descriptor)).inheritIO());
        }
    }

    /** Returns whether a stream of this process goes to another program. */
    static boolean isPipe(int descriptor) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString()
                    .matches("(pipe|socket):.*");
        } catch (IOException | UnsupportedOperationException e) {
            // Not Linux.
            return false;
        }
    }

    private static boolean runs(ProcessBuilder command) {
        try {
            Process process = command.start();
            return process.waitFor(1, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static int width(Map<String, String> environment) {
        String columns = environment.getOrDefault("COLUMNS", "");
        String size = columns.matches("[1-9]\\d{0,4}") ? "0 " + columns : sizeOfTerminal();
        return SIZE.matcher(size)
                .results()
                .map(match -> Integer.parseInt(match.group(1)))
                .filter(width -> width >= 20)
                .findFirst()
                .orElse(USUAL_WIDTH);
    }

    /** Returns the lines and columns that {@code stty} prints, or nothing. */
    private static String sizeOfTerminal() {
        Path terminal = Path.of("/dev/tty");
        try {
            Process process = new ProcessBuilder(List.of("stty", "size"))
                    .redirectInput(terminal.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return "";
        }
    }
}
