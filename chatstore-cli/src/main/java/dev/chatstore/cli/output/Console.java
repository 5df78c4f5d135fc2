package dev.chatstore.cli.output;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The streams that a command reads and writes, all in UTF-8 whatever the locale. Results go to the output; questions,
 * progress and errors to the error stream. Safe for use by the command's thread and by the one that an interrupt starts.
 */
public final class Console {
    private static final Set<String> NAMES_OF_OUTPUT = Set.of("/dev/stdout", "/dev/fd/1", "/proc/self/fd/1");

    private final ResultStream raw;
    private final PrintStream out;
    private final PrintStream err;
    private final BufferedReader in;
    private final Terminals terminals;
    private final BooleanSupplier isPipe;
    private final Secrets secrets = new Secrets();
    private final AtomicReference<ProgressDisplay> progress = new AtomicReference<>(ProgressDisplay.NONE);
    private volatile boolean interrupted;
    private volatile boolean asking;

    /** Creates a console of streams. */
    public Console(InputStream in, OutputStream out, OutputStream err, Terminals terminals) {
        this(in, out, err, terminals, () -> false);
    }

    private Console(InputStream in, OutputStream out, OutputStream err, Terminals terminals, BooleanSupplier isPipe) {
        this.isPipe = isPipe;
        this.raw = new ResultStream(out);
        this.out = new PrintStream(raw, false, StandardCharsets.UTF_8);
        this.err = new PrintStream(err, true, StandardCharsets.UTF_8);
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.terminals = terminals;
    }

    /** Returns the console of this process. */
    public static Console ofProcess(Map<String, String> environment) {
        return new Console(
                System.in,
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16),
                new FileOutputStream(FileDescriptor.err),
                Terminals.ofProcess(environment),
                () -> Terminals.isPipe(1));
    }

    /** Returns the stream for results as text. */
    public PrintStream out() {
        return out;
    }

    /** Returns the stream for results as bytes, whose errors are thrown. */
    public OutputStream raw() {
        return raw;
    }

    /** Returns whether the name of a file is one of the system's for the standard output of this process. */
    public static boolean isStandardOutput(Path file) {
        return NAMES_OF_OUTPUT.contains(file.toString());
    }

    /** Returns the stream for everything that is not a result. */
    public PrintStream err() {
        return err;
    }

    /** Returns a stream that prints whole lines as {@link #err} does, for programs that do not make them safe to print. */
    public PrintStream errOfLibraries() {
        return new PrintStream(new SafeLines(err, secrets), false, StandardCharsets.UTF_8);
    }

    /** Returns the passwords that are not to be printed. */
    public Secrets secrets() {
        return secrets;
    }

    /** Returns which streams are terminals. */
    public Terminals terminals() {
        return terminals;
    }

    /** Prints a table, cut to the width of the terminal if there is one. */
    public void print(Table table) {
        if (terminals.out()) {
            table.print(out, terminals.width());
        } else {
            table.print(out);
        }
    }

    /**
     * Shows the progress of an operation from now on: as a bar on a terminal, as a line now and then elsewhere.
     *
     * @param total returns the number in that unit, or {@link ProgressDisplay#UNKNOWN}; not called for an operation that is
     *     over before anything is shown
     */
    public ProgressDisplay progress(String task, ProgressUnit unit, LongSupplier total) {
        ProgressDisplay started = terminals.err()
                ? new TerminalProgress(err, terminals.width(), task, unit, total, System::nanoTime)
                : new ProgressLines(err, task, unit, total, System::nanoTime);
        progress.set(started);
        return new ProgressDisplay() {
            @Override
            public void reached(long done) {
                started.reached(done);
            }

            @Override
            public void close() {
                endProgress();
            }
        };
    }

    private void endProgress() {
        progress.getAndSet(ProgressDisplay.NONE).close();
    }

    /** Asks a question and returns the answer, or null at the end of the input. */
    public @Nullable String ask(String question) throws IOException {
        asking = true;
        try {
            err.print(question);
            err.flush();
            return in.readLine();
        } finally {
            asking = false;
        }
    }

    /** Notes that the user has interrupted the command, which then says nothing more by itself. */
    public void interrupt() {
        interrupted = true;
        endProgress();
    }

    /** Returns whether the user has interrupted the command. */
    public boolean isInterrupted() {
        return interrupted;
    }

    /** Returns whether the command waits for an answer of the user. */
    public boolean isAsking() {
        return asking;
    }

    /** Writes what is buffered. */
    public void flush() {
        err.flush();
        out.flush();
    }

    /** Returns why a part of the output could not be written, or null if all of it was until the last flush. */
    public @Nullable IOException lostOutput() {
        return raw.error();
    }

    /** Returns whether a part of the output was lost because its reader has gone. */
    public boolean hasReaderGone() {
        IOException lost = raw.error();
        // The message of the system is in the language of the user.
        return lost != null && ("Broken pipe".equals(lost.getMessage()) || isPipe.getAsBoolean());
    }
}
