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
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The streams that a command reads and writes, all in UTF-8 whatever the locale. Results go to the output; questions,
 * progress and errors to the error stream. Safe for use by the command's thread and by the one that an interrupt starts.
 */
public final class Console {
    private final OutputStream raw;
    private final PrintStream out;
    private final PrintStream err;
    private final BufferedReader in;
    private final Terminals terminals;
    private final AtomicReference<ProgressDisplay> progress = new AtomicReference<>(ProgressDisplay.NONE);
    private volatile boolean interrupted;

    /** Creates a console of streams. */
    public Console(InputStream in, OutputStream out, OutputStream err, Terminals terminals) {
        this.raw = out;
        this.out = new PrintStream(out, false, StandardCharsets.UTF_8);
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
                Terminals.ofProcess(environment));
    }

    /** Returns the stream for results as text. */
    public PrintStream out() {
        return out;
    }

    /** Returns the stream for results as bytes, whose errors are thrown. */
    public OutputStream raw() {
        return raw;
    }

    /** Returns the stream for everything that is not a result. */
    public PrintStream err() {
        return err;
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
     * @param total returns the number of conversations, or {@link ProgressDisplay#UNKNOWN}; not called for an operation that
     *     is over before anything is shown
     */
    public ProgressDisplay progress(String task, LongSupplier total) {
        ProgressDisplay started = terminals.err()
                ? new TerminalProgress(err, terminals.width(), task, total, System::nanoTime)
                : new ProgressLines(err, task, total, System::nanoTime);
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
        err.print(question);
        err.flush();
        return in.readLine();
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

    /** Writes what is buffered, and returns whether all of the output was taken by its reader. */
    public boolean flush() {
        err.flush();
        return !out.checkError();
    }
}
